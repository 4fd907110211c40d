"""Tasks by Celery: as module of its worker, and as program that submits (celery_peer.py PORT): see Conversation.java."""

import os
import sys
import time

from celery import Celery
from celery.result import ResultSet

url = "redis://127.0.0.1:%s/0" % os.environ["REDIS_PORT"]
app = Celery("celery_peer", broker=url, backend=url)
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_acks_late=True,  # at least once, as ours
    worker_prefetch_multiplier=64,
    result_expires=3600,
)


@app.task
def echo(value):
    return value


def all_at_once(count):
    start = time.perf_counter()
    results = ResultSet([echo.delay({"n": i}) for i in range(count)], app=app)
    answers = results.join_native()
    if len(answers) != count:
        raise RuntimeError("%d answers" % len(answers))
    return [time.perf_counter() - start]


def one_by_one(count):
    times = []
    for i in range(count):
        start = time.perf_counter()
        echo.delay({"n": i}).get()
        times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return [times[count // 2], times[count * 99 // 100]]


if __name__ == "__main__":
    for line in sys.stdin:
        number = int(line)
        figures = all_at_once(number) if number > 0 else one_by_one(-number)
        print(*figures, flush=True)
