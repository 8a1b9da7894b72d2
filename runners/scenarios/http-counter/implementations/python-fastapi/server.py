import asyncio
import os

import fastapi
import uvicorn
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

FOOTER = f"FastAPI {fastapi.__version__}"

app = fastapi.FastAPI(openapi_url=None, redirect_slashes=False)
count = 0


@app.get("/")
async def page() -> HTMLResponse:
    return HTMLResponse(f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">{count}</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>{FOOTER:<32}</footer>
</body>
</html>
""")


@app.post("/increment")
async def increment() -> Response:
    global count
    count += 1
    return Response(status_code=302, headers={"Location": "/"})


@app.get("/sleep")
async def sleep() -> PlainTextResponse:
    await asyncio.sleep(1)
    return PlainTextResponse("slept\n")


# Both: a known path with another method is as unknown as an unknown path.
@app.exception_handler(404)
@app.exception_handler(405)
async def not_found(_request: fastapi.Request, _error: Exception) -> PlainTextResponse:
    return PlainTextResponse("not found\n", status_code=404)


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
