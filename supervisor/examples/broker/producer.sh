#!/bin/sh
# Puts a task into a queue of a broker with nothing but redis-cli, and prints its record: producer.sh QUEUE ID HANDLER PAYLOAD
# Needs the script for submissions in submit.lua: reeve broker script > submit.lua
# REDIS_CLI_OPTIONS has options of redis-cli, such as -h HOST; a password is in REDISCLI_AUTH.
set -eu

queue="reeve:1:{$1}"
submitter=$$-$(date +%s)
cli() {
  # shellcheck disable=SC2086
  redis-cli ${REDIS_CLI_OPTIONS:-} "$@"
}

task="{\"id\":\"$2\",\"handler\":\"$3\",\"payload\":$4}"
answer=$(cli EVAL "$(cat submit.lua)" 1 "$queue" "$2" "$task" normal "$submitter" 1000000 268435456 | head -1)
case $answer in
  ended) ;;
  accepted | known) cli XREAD BLOCK 60000 STREAMS "$queue:records:$submitter" 0 > /dev/null ;;
  *)
    echo "not accepted: $answer" >&2
    exit 1
    ;;
esac
record=$(cli HGET "$queue:task:$2" record)
cli DEL "$queue:records:$submitter" > /dev/null
if [ -z "$record" ]; then
  echo "$2 has no record: it has not ended for a minute, or its record has expired" >&2
  exit 1
fi
printf '%s\n' "$record"
