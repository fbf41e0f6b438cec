#!/bin/sh
# Dumps the database every BACKUP_HOURS hours and keeps the last BACKUP_KEEP dumps.
# Restore one with: pg_restore --clean --if-exists --dbname "$DATABASE_URL" <file>
set -eu
while true; do
  file="/backups/souk-$(date -u +%Y%m%dT%H%M%SZ).dump"
  if pg_dump --format=custom --file="$file.part" "$DATABASE_URL"; then
    mv "$file.part" "$file"
    echo "saved $file"
  else
    rm -f "$file.part"
    echo "backup failed" >&2
  fi
  ls -1t /backups/souk-*.dump 2>/dev/null | tail -n +"$((BACKUP_KEEP + 1))" | xargs -r rm -f
  sleep "$((BACKUP_HOURS * 3600))"
done
