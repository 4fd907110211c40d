"""A model behind HTTP as tutorials build it: python3 tutorial.py web|model REDIS_PORT [HTTP_PORT]

The web side puts each request into a list of Redis under an id, and looks for the answer four times a
second. The model side looks at the list four times a second, takes up to 32 requests, and answers them
as one batch. The model needs 20 ms for a batch and 0.5 ms more for each item.
"""

import json
import socket
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

QUEUE = "queue"
BATCH = 32
POLL_SECONDS = 0.25


class Redis:
    """Just enough of the protocol of Redis for this program."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines = self.socket.makefile("rb")

    def call(self, *words):
        parts = [b"*%d\r\n" % len(words)]
        for word in words:
            text = str(word).encode()
            parts.append(b"$%d\r\n%s\r\n" % (len(text), text))
        self.socket.sendall(b"".join(parts))
        return self.reply()

    def reply(self):
        line = self.lines.readline().rstrip(b"\r\n")
        kind, rest = line[:1], line[1:]
        if kind == b"$":
            return None if rest == b"-1" else self.lines.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        return rest

    def close(self):
        self.lines.close()
        self.socket.close()


def web(redis_port, port):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self):
            super().setup()
            self.redis = Redis(redis_port)

        def finish(self):
            self.redis.close()
            super().finish()

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            key = str(uuid.uuid4())
            self.redis.call("RPUSH", QUEUE, json.dumps({"id": key, "value": json.loads(body)}))
            while True:
                answer = self.redis.call("GET", key)
                if answer is not None:
                    self.redis.call("DEL", key)
                    break
                time.sleep(POLL_SECONDS)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 1024
        daemon_threads = True

    server = Server(("127.0.0.1", port), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


def model(redis_port):
    redis = Redis(redis_port)
    print("ready", flush=True)
    while True:
        batch = [json.loads(item) for item in redis.call("LRANGE", QUEUE, 0, BATCH - 1)]
        if batch:
            time.sleep(0.020 + 0.0005 * len(batch))
            for item in batch:
                redis.call("SET", item["id"], json.dumps({"value": item["value"]}))
            redis.call("LTRIM", QUEUE, len(batch), -1)
        time.sleep(POLL_SECONDS)


if sys.argv[1] == "web":
    web(int(sys.argv[2]), int(sys.argv[3]))
else:
    model(int(sys.argv[2]))
