"""Calls a handler of a server, with nothing but Python: one.py HANDLER PAYLOAD

REEVE_AT is the server's address, such as 127.0.0.1:8080, and REEVE_TOKEN_FILE the file with its token.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request


def call(handler, payload):
    """Returns the result of the handler; raises an HTTPError with the reason if there is none."""
    with open(os.environ["REEVE_TOKEN_FILE"]) as file:
        token = file.readline().strip()
    request = urllib.request.Request(
        "http://%s/v1/handlers/%s" % (os.environ["REEVE_AT"], urllib.parse.quote(handler, safe="")),
        data=json.dumps(payload).encode(),
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


if __name__ == "__main__":
    try:
        print(json.dumps(call(sys.argv[1], json.loads(sys.argv[2]))))
    except urllib.error.HTTPError as e:
        problem = json.load(e)
        sys.exit("%s: %s" % (problem["title"], problem["detail"]))
