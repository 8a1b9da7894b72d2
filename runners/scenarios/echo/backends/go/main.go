// Sends every message back as what it was, text or binary. Go sets TCP_NODELAY by itself.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

const readBufferBytes = 64 * 1024

var upgrader = websocket.Upgrader{ReadBufferSize: readBufferBytes, WriteBufferSize: readBufferBytes}

func echo(w http.ResponseWriter, r *http.Request) {
	connection, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer connection.Close()
	for {
		kind, message, err := connection.ReadMessage()
		if err != nil {
			return
		}
		if err := connection.WriteMessage(kind, message); err != nil {
			return
		}
	}
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(echo)))
}
