"""Echo tasks from JSON Lines to JSON Lines: python3 echo.py WORKERS CHUNK < tasks > results"""

import json
import multiprocessing
import sys


def run(task):
    return {"id": task["id"], "status": "succeeded", "result": task["payload"]}


def main():
    workers, chunk = int(sys.argv[1]), int(sys.argv[2])
    tasks = map(json.loads, sys.stdin)
    with multiprocessing.Pool(workers) as pool:
        for result in pool.imap_unordered(run, tasks, chunk):
            sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
