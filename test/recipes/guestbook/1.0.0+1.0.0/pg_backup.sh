#!/bin/bash
# Writes the database to a file before a backup, and reads the file after a restore.
set -eu

export PGHOST=/tmp PGUSER=$POSTGRES_USER PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
file=/var/lib/postgresql/data/backup.sql

case $1 in
  backup)
    pg_dump --clean --if-exists "$POSTGRES_DB" >"$file.part"
    mv "$file.part" "$file"
    ;;
  clean)
    rm -f "$file"
    ;;
  restore)
    psql --quiet --set ON_ERROR_STOP=1 --dbname "$POSTGRES_DB" --file "$file"
    ;;
esac
