"""http.server of the standard library over the folder in $FILES."""

import functools
import http.server
import os


class Handler(http.server.SimpleHTTPRequestHandler):
    # HTTP/1.0, the default, closes the connection after each answer.
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: without this the second waits for the acknowledgement of the first.
    disable_nagle_algorithm = True

    def log_message(self, format, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 1024


if __name__ == "__main__":
    handler = functools.partial(Handler, directory=os.path.abspath(os.environ["FILES"]))
    Server(("127.0.0.1", int(os.environ["PORT"])), handler).serve_forever()
