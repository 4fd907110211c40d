"""Puts tasks into a queue of a broker and prints their records: producer.py QUEUE HANDLER PAYLOAD...

Needs the package redis (Debian: python3-redis), and the script for submissions in submit.lua: reeve broker script > submit.lua
REDIS_URL is the server's address; by default redis://127.0.0.1:6379/0.
"""

import json
import os
import sys
import time
import uuid

import redis


class Queue:
    """One queue of one server. The form of its keys is told in docs/brokers.md."""

    def __init__(self, server, name):
        self.server = server
        self.key = "reeve:1:{%s}" % name
        self.submitter = str(uuid.uuid4())
        with open("submit.lua") as file:
            self.submit_script = server.register_script(file.read())

    def submit(self, task_id, handler, payload):
        """Submits a task; the same id with the same content changes nothing."""
        task = json.dumps({"id": task_id, "handler": handler, "payload": payload})
        answer = self.submit_script(
            keys=[self.key], args=[task_id, task, "normal", self.submitter, 1_000_000, 256 << 20]
        )
        if answer[0] not in (b"accepted", b"known", b"ended"):
            raise RuntimeError("%s is not accepted: %s" % (task_id, b" ".join(answer).decode()))

    def record(self, task_id):
        """Returns the record of a task; None if it has not ended, or its record has expired."""
        text = self.server.hget("%s:task:%s" % (self.key, task_id), "record")
        return json.loads(text) if text else None

    def is_there(self, task_id):
        """Returns whether the queue knows a task: it waits, runs or is delayed, or has a record."""
        task = "%s:task:%s" % (self.key, task_id)
        has_record, lane, entry = self.server.hmget(task, "record", "lane", "entry")
        if has_record:
            return True
        if entry:
            return bool(self.server.xrange("%s:tasks:%s" % (self.key, lane.decode()), entry, entry))
        return self.server.zscore(self.key + ":delayed", task_id) is not None

    def records(self, task_ids, limit=3600):
        """Yields the records of these tasks of this submitter, as they end.

        Raises LookupError if the queue has lost one or its record has expired, and TimeoutError if
        none has ended for so many seconds.
        """
        notices = "%s:records:%s" % (self.key, self.submitter)
        left, last, end = set(task_ids), "0", time.monotonic() + limit
        ended = list(left)  # those that had ended when they were submitted get no notice
        while left:
            for task_id in ended:
                record = self.record(task_id) if task_id in left else None
                if record:
                    left.discard(task_id)
                    end = time.monotonic() + limit
                    yield record
                elif task_id in left and not self.is_there(task_id):
                    raise LookupError("%s has no record, and is not in the queue" % task_id)
            if left and time.monotonic() > end:
                raise TimeoutError("%d of the tasks have not ended, such as %s" % (len(left), min(left)))
            if left:
                seconds = min(5, max(0.001, end - time.monotonic()))
                answer = self.server.xread({notices: last}, block=int(seconds * 1_000))
                entries = answer[0][1] if answer else []
                last = entries[-1][0] if entries else last
                ended = [fields[b"id"].decode() for _, fields in entries] or list(left)
        self.server.delete(notices)


if __name__ == "__main__":
    broker = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"))
    queue = Queue(broker, sys.argv[1])
    ids = ["%s-%d" % (queue.submitter, number) for number in range(len(sys.argv) - 3)]
    for task_id, payload in zip(ids, sys.argv[3:]):
        queue.submit(task_id, sys.argv[2], json.loads(payload))
    for record in queue.records(ids):
        print(json.dumps(record))
