#!/bin/sh
# Writes a file with new secrets for Compose (.env) or Kubernetes (--from-env-file), readable by its owner alone.
set -eu
file=${1:?usage: deploy/new-secrets.sh FILE}
if [ -e "$file" ]; then
  echo "$file is there already, and what it seals would be lost with its key. Nothing was changed." >&2
  exit 1
fi
umask 077
{
  for name in SECRET_KEY POSTGRES_PASSWORD METRICS_TOKEN S3_SECRET_ACCESS_KEY; do
    secret=$(openssl rand -hex 32)
    echo "$name=$secret"
  done
  key=$(openssl rand -hex 10)
  echo "S3_ACCESS_KEY_ID=$key"
} > "$file.new"
mv "$file.new" "$file"
echo "Written: $file. Keep a copy of SECRET_KEY apart from the backups."
