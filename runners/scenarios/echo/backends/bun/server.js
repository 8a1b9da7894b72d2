// Sends every message back as what it was, text or binary.
Bun.serve({
  hostname: "127.0.0.1",
  port: Number(process.env.PORT),
  fetch(request, server) {
    if (server.upgrade(request)) return undefined;
    return new Response("a WebSocket is expected here\n", { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    message(socket, message) {
      socket.send(message);
    },
  },
});
