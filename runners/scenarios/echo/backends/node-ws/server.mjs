// Sends every message back as what it was, text or binary. ws sets TCP_NODELAY by itself.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.env.PORT),
  perMessageDeflate: false,
});

server.on("connection", (socket) => {
  socket.on("message", (message, isBinary) => socket.send(message, { binary: isBinary }));
  // A client that closes without a word is no trouble of ours.
  socket.on("error", () => {});
});
