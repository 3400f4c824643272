#!/bin/sh
# Writes a file with new secrets for Compose (.env), Kubernetes (--from-env-file) or systemd, readable by its owner alone.
set -eu
file=${1:?usage: deploy/new-secrets.sh FILE}
if [ -e "$file" ]; then
  echo "$file is there already, and what it seals would be lost with its key. Nothing was changed." >&2
  exit 1
fi
umask 077
# A number of random bytes, as hexadecimal digits.
random() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }
{
  for name in SECRET_KEY POSTGRES_PASSWORD METRICS_TOKEN S3_SECRET_ACCESS_KEY; do
    echo "$name=$(random 32)"
  done
  echo "S3_ACCESS_KEY_ID=$(random 10)"
} > "$file.new"
mv "$file.new" "$file"
echo "Written: $file. Keep a copy of SECRET_KEY apart from the backups."
