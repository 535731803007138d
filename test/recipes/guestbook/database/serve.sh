#!/bin/bash
# Starts PostgreSQL; the first time it makes the user and the database that are named in the environment.
set -eu
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
data=/var/lib/postgresql/data/cluster

# Made aside and put in place when it is whole: a first start that is cut short begins anew.
if [ ! -e "$data" ]; then
  rm -rf "$data.new"
  initdb --pgdata "$data.new" --username "$POSTGRES_USER" --pwfile "$POSTGRES_PASSWORD_FILE" --auth-host scram-sha-256 \
    --encoding UTF8 --locale C.UTF-8 --no-sync
  echo "host all all all scram-sha-256" >>"$data.new/pg_hba.conf"
  echo "create database \"$POSTGRES_DB\"" | postgres --single -F -D "$data.new" postgres
  mv "$data.new" "$data"
fi

exec postgres -D "$data" -c listen_addresses='*' -c unix_socket_directories=/tmp
