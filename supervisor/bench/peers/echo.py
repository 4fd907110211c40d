"""Echo tasks from JSON Lines to JSON Lines: python3 echo.py WORKERS CHUNK < tasks > results

The parent passes lines; the workers parse and write the JSON, which is most of the work.
"""

import json
import multiprocessing
import sys


def run(line):
    task = json.loads(line)
    return json.dumps({"id": task["id"], "status": "succeeded", "result": task["payload"]}) + "\n"


def main():
    workers, chunk = int(sys.argv[1]), int(sys.argv[2])
    with multiprocessing.Pool(workers) as pool:
        for result in pool.imap_unordered(run, sys.stdin, chunk):
            sys.stdout.write(result)


if __name__ == "__main__":
    main()
