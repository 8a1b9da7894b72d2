// A chat server on net/http: forwards a question to a language model and streams the answer through.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

type question struct {
	Message string `json:"message"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type completion struct {
	Messages []message `json:"messages"`
	Stream   bool      `json:"stream"`
}

type proxy struct {
	completions string
	client      *http.Client
}

func (p *proxy) chat(w http.ResponseWriter, r *http.Request) {
	var asked question
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	body, err := json.Marshal(completion{[]message{{"user", asked.Message}}, true})
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	// The request to the model ends when the client leaves.
	request, err := http.NewRequestWithContext(r.Context(), http.MethodPost, p.completions, bytes.NewReader(body))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := p.client.Do(request)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	stream(w, answer.Body)
}

func stream(w http.ResponseWriter, events io.Reader) {
	out := http.NewResponseController(w)
	buffer := make([]byte, 4096)
	for {
		length, err := events.Read(buffer)
		if length > 0 {
			if _, err := w.Write(buffer[:length]); err != nil {
				return
			}
			if err := out.Flush(); err != nil {
				return
			}
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			// A stream that was cut off must not look whole.
			panic(http.ErrAbortHandler)
		}
	}
}

func main() {
	p := &proxy{
		completions: os.Getenv("BACKEND_URL") + "/v1/chat/completions",
		client:      &http.Client{},
	}
	routes := http.NewServeMux()
	routes.HandleFunc("POST /chat", p.chat)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), routes))
}
