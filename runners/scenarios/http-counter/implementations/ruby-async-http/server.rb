# frozen_string_literal: true

# The versions of Debian 12, exact as a lock file's would be.
gem "async", "1.30.3"
gem "async-io", "1.34.1"
gem "async-http", "0.59.5"
gem "protocol-http1", "0.14.6"

require "async"
require "async/http/endpoint"
require "async/http/server"
require "async/http/version"
require "protocol/http/response"
require "time"

FOOTER = "async-http #{Async::HTTP::VERSION}".ljust(32).freeze

# One event loop in one thread: no lock.
class Counter
  def initialize
    @count = 0
  end

  def page
    <<~HTML
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Counter</title></head>
      <body>
      <h1>Counter</h1>
      <p id="count">#{@count}</p>
      <form method="post" action="/increment"><button type="submit">Increment</button></form>
      <footer>#{FOOTER}</footer>
      </body>
      </html>
    HTML
  end

  # async-http sends Content-Length by itself, and no Date.
  def answer(status, type, body)
    headers = { "content-type" => "#{type}; charset=utf-8", "date" => Time.now.httpdate }
    Protocol::HTTP::Response[status, headers, [body]]
  end

  def call(request)
    case [request.method, request.path]
    when ["GET", "/"]
      answer(200, "text/html", page)
    when ["POST", "/increment"]
      @count += 1
      Protocol::HTTP::Response[302, { "location" => "/", "date" => Time.now.httpdate }, nil]
    when ["GET", "/sleep"]
      Async::Task.current.sleep(1)
      answer(200, "text/plain", "slept\n")
    else
      answer(404, "text/plain", "not found\n")
    end
  end
end

if ARGV.first == "--version"
  puts FOOTER.rstrip
else
  endpoint = Async::HTTP::Endpoint.parse("http://127.0.0.1:#{ENV.fetch('PORT')}")
  counter = Counter.new
  Async { Async::HTTP::Server.for(endpoint, &counter.method(:call)).run }
end
