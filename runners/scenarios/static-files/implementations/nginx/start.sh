#!/bin/sh
# nginx takes nothing from its environment, so port and folder are written into a copy of its configuration.
set -eu
PATH="$PATH:/usr/sbin:/usr/local/sbin"
mkdir -p "temp-$PORT"
sed -e "s|@PORT@|$PORT|g" -e "s|@FILES@|$FILES|g" nginx.conf.in > "temp-$PORT/nginx.conf"
exec nginx -p "$PWD" -e stderr -c "temp-$PORT/nginx.conf"
