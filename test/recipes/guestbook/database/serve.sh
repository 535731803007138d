#!/bin/bash
# Starts PostgreSQL; the first time it makes the user and the database that are named in the environment.
set -eu
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
data=/var/lib/postgresql/data/cluster

if [ ! -e "$data/PG_VERSION" ]; then
  initdb --pgdata "$data" --username "$POSTGRES_USER" --pwfile "$POSTGRES_PASSWORD_FILE" --auth-host scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8
  echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
  echo "create database \"$POSTGRES_DB\"" | postgres --single -D "$data" postgres
fi

exec postgres -D "$data" -c listen_addresses='*' -c unix_socket_directories=/tmp
