"""Calls a handler 500 times, 16 calls at a time, and counts the right answers: stress.py"""

import concurrent.futures
import sys
import time

from one import call

CALLS = 500

start = time.monotonic()
with concurrent.futures.ThreadPoolExecutor(16) as threads:
    answers = list(threads.map(lambda number: call("echo", number), range(CALLS)))
right = sum(answer == number for number, answer in enumerate(answers))
print("%d of %d answers are right" % (right, CALLS))
print("%.0f calls a second" % (CALLS / (time.monotonic() - start)), file=sys.stderr)
sys.exit(right != CALLS)
