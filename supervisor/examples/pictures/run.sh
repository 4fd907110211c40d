#!/bin/sh
# Draws six pictures, then makes each of them grey, blurred and small, in parallel. They end up in out/ beside this script.
# Further arguments go to both runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reeve() { java -jar "$here/../../target/supervisor.jar" "$@"; }

reeve run "$here/draw.json" "$@"
reeve run "$here/filter.json" "$@"
