#!/bin/sh
# Runs what was asked for: server (web and worker), web, worker, or any command of sparklink.
# These three check the values, make missing keys and migrate under a lock before they begin.
set -eu

# database, keys and page images are nobody else's business
umask 077

case "${1:-server}" in
    sparklink) shift ;;
    sh | bash | python | python3 | /*) exec "$@" ;;
esac

# exec: signals reach SparkLink, not a shell that does not pass them on
exec sparklink "${@:-server}"
