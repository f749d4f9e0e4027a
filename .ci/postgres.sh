#!/usr/bin/env bash
# A private PostgreSQL for tests, from Debian's packages: `.ci/postgres.sh start FOLDER` prints its address,
# `.ci/postgres.sh stop FOLDER` ends it and removes the folder.
set -euo pipefail
verb=${1:-} folder=${2:-}
[ -n "$folder" ] || { echo "usage: $0 start|stop FOLDER" >&2; exit 2; }

binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# PostgreSQL does not run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start() {
  if [ -z "$(binaries)" ]; then
    # Debian's package would also start a cluster of its own.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql; } >&2
  fi
  mkdir -p "$folder"
  [ "$(id -u)" = 0 ] && chown postgres "$folder"
  folder=$(cd "$folder" && pwd)
  cd /
  # A shared server usually sorts by the rules of a language; answers must not.
  as_postgres "$(binaries)/initdb" -D "$folder/data" -U onrecord -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en >&2
  as_postgres "$(binaries)/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
    -o "-k $folder -c listen_addresses='' -c fsync=off -c max_connections=200" start >&2
  as_postgres "$(binaries)/createdb" -h "$folder" -U onrecord onrecord >&2
  echo "postgres://onrecord@/onrecord?host=$folder"
}

stop() {
  folder=$(cd "$folder" && pwd)
  cd /
  as_postgres "$(binaries)/pg_ctl" -D "$folder/data" -m immediate -w stop >&2 || true
  rm -rf "$folder"
}

case $verb in
  start) start ;;
  stop) stop ;;
  *) echo "usage: $0 start|stop FOLDER" >&2; exit 2 ;;
esac
