#!/bin/sh
# SeaweedFS with one key that may write, and anonymous reading of the bucket's files.
set -eu
cat > /etc/s3.json <<JSON
{
  "identities": [
    {
      "name": "souk",
      "credentials": [{ "accessKey": "$S3_ACCESS_KEY_ID", "secretKey": "$S3_SECRET_ACCESS_KEY" }],
      "actions": ["Admin", "Read", "Write", "List", "Tagging"]
    },
    { "name": "anonymous", "actions": ["Read:$S3_BUCKET"] }
  ]
}
JSON
exec weed server -dir=/data -s3 -s3.config=/etc/s3.json
