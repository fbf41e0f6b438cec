#!/bin/sh
# Starts the storefront with the publishable key that the migration left in the file $1.
set -eu
SOUK_PUBLISHABLE_KEY="$(cat "$1")"
export SOUK_PUBLISHABLE_KEY
cd /souk/storefront
exec node server.ts
