import os

from gunicorn.http import wsgi

bind = f"127.0.0.1:{os.environ['PORT']}"
backlog = 1024
# One process. The sync worker closes each connection and can do nothing during /sleep; gthread keeps
# connections alive and hands each request to one of its threads.
workers = 1
worker_class = "gthread"
threads = 4
keepalive = 75
control_socket_disable = True


def default_headers(response: wsgi.Response) -> list[str]:
    """Gunicorn's own headers without those that the contract has no place for."""
    # No setting leaves them off. A connection that closes still says so.
    unwanted = ("Server:", "Connection: keep-alive")
    return [line for line in own_headers(response) if not line.startswith(unwanted)]


own_headers = wsgi.Response.default_headers
wsgi.Response.default_headers = default_headers
