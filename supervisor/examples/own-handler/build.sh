#!/bin/sh
# Compiles the handler and puts it, with the line by which workers find it, into handlers.jar beside this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT

javac -cp "$here/../../target/supervisor.jar" -d "$classes" "$here/text/CountWords.java"
jar --create --file "$here/handlers.jar" -C "$classes" . -C "$here" META-INF
