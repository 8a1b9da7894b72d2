import threading
import time
from importlib.metadata import version

import flask

FOOTER = f"Flask {version('flask')}"

app = flask.Flask(__name__, static_folder=None)
count = 0
# Gunicorn's gthread worker calls the application from several threads.
count_lock = threading.Lock()


@app.get("/")
def page() -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">{count}</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>{FOOTER:<32}</footer>
</body>
</html>
"""


@app.post("/increment")
def increment() -> flask.Response:
    global count
    with count_lock:
        count += 1
    return flask.Response(status=302, headers={"Location": "/"})


@app.get("/sleep")
def sleep() -> flask.Response:
    time.sleep(1)
    return flask.Response("slept\n", mimetype="text/plain")


# Both: a known path with another method is as unknown as an unknown path.
@app.errorhandler(404)
@app.errorhandler(405)
def not_found(_error: Exception) -> flask.Response:
    return flask.Response("not found\n", status=404, mimetype="text/plain")
