import gleam/bytes_tree
import gleam/erlang/charlist.{type Charlist}
import gleam/erlang/process
import gleam/http.{Get, Post}
import gleam/http/request.{type Request}
import gleam/http/response.{type Response}
import gleam/int
import gleam/string
import mist.{type Connection, type ResponseData}

const version = "6.0.3"

/// Integers of the whole runtime that any process adds to at once (Erlang's `counters`).
type Counters

type Option {
  Atomics
}

type Added

@external(erlang, "counters", "new")
fn new_counters(size: Int, options: List(Option)) -> Counters

@external(erlang, "counters", "add")
fn add(counters: Counters, index: Int, amount: Int) -> Added

@external(erlang, "counters", "get")
fn count_of(counters: Counters, index: Int) -> Int

@external(erlang, "os", "getenv")
fn environment(name: Charlist, default: Charlist) -> Charlist

fn page(count: Int) -> String {
  let footer = string.pad_end("Gleam mist " <> version, to: 32, with: " ")
  "<!DOCTYPE html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id=\"count\">" <> int.to_string(count) <> "</p>
<form method=\"post\" action=\"/increment\"><button type=\"submit\">Increment</button></form>
<footer>" <> footer <> "</footer>
</body>
</html>
"
}

fn text(status: Int, media: String, body: String) -> Response(ResponseData) {
  response.new(status)
  |> response.set_header("content-type", media <> "; charset=utf-8")
  |> response.set_body(mist.Bytes(bytes_tree.from_string(body)))
}

fn answer(
  request: Request(Connection),
  counters: Counters,
) -> Response(ResponseData) {
  case request.method, request.path {
    Get, "/" -> text(200, "text/html", page(count_of(counters, 1)))
    Post, "/increment" -> {
      let _added = add(counters, 1, 1)
      response.new(302)
      |> response.set_header("location", "/")
      |> response.set_body(mist.Bytes(bytes_tree.new()))
    }
    Get, "/sleep" -> {
      process.sleep(1000)
      text(200, "text/plain", "slept\n")
    }
    _, _ -> text(404, "text/plain", "not found\n")
  }
}

pub fn main() {
  let counters = new_counters(1, [Atomics])
  let port =
    environment(charlist.from_string("PORT"), charlist.from_string("8080"))
    |> charlist.to_string
  let assert Ok(port) = int.parse(port)
  let assert Ok(_started) =
    mist.new(answer(_, counters))
    |> mist.bind("127.0.0.1")
    |> mist.port(port)
    |> mist.start
  process.sleep_forever()
}
