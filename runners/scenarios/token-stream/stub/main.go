// A stand-in for the API of a language model: answers every chat completion with the same stream of
// events, one write to the socket each, at once or one event each TOKEN_DELAY_MS.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

const holdTimeout = 5 * time.Second

type stub struct {
	events [][]byte
	delay  time.Duration
	// Takes one token for each stream that is to go on.
	release chan struct{}
	// Streams that the client left before the end.
	left atomic.Int64
	// Why the last refused request was refused.
	refusal atomic.Value
}

type completion struct {
	Messages []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	Stream bool `json:"stream"`
}

func (s *stub) complete(w http.ResponseWriter, r *http.Request) {
	message, err := questionIn(r)
	if err != nil {
		s.refusal.Store(err.Error())
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	asked := wishOf(message, s.delay)
	if asked.hangUp {
		panic(http.ErrAbortHandler)
	}
	if asked.status != http.StatusOK {
		w.WriteHeader(asked.status)
		return
	}
	if !s.stream(w, r.Context(), asked) {
		s.left.Add(1)
	}
}

// questionIn returns what the user asks.
func questionIn(r *http.Request) (string, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return "", fmt.Errorf("the Content-Type is %q, not application/json", r.Header.Get("Content-Type"))
	}
	var asked completion
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		return "", fmt.Errorf("the body is no chat completion: %w", err)
	}
	if len(asked.Messages) == 0 || asked.Messages[len(asked.Messages)-1].Role != "user" {
		return "", fmt.Errorf("the last message is not a user's")
	}
	if !asked.Stream {
		return "", fmt.Errorf("no stream is asked for")
	}
	return asked.Messages[len(asked.Messages)-1].Content, nil
}

// stream sends the events; false where the client left before the last.
func (s *stub) stream(w http.ResponseWriter, client context.Context, asked wish) bool {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	out := http.NewResponseController(w)
	began := time.Now()
	for index, event := range s.events {
		if index == asked.cutAfter {
			panic(http.ErrAbortHandler)
		}
		if index == asked.holdAfter {
			s.hold(client)
		}
		if asked.delay > 0 {
			// Counted from the beginning: late events do not delay the following ones.
			time.Sleep(time.Until(began.Add(time.Duration(index) * asked.delay)))
		}
		if client.Err() != nil {
			return false
		}
		if _, err := w.Write(event); err != nil {
			return false
		}
		if err := out.Flush(); err != nil {
			return false
		}
	}
	return true
}

func (s *stub) hold(client context.Context) {
	select {
	case <-s.release:
	case <-client.Done():
	case <-time.After(holdTimeout):
	}
}

// letGo lets one held stream go on.
func (s *stub) letGo(w http.ResponseWriter, r *http.Request) {
	select {
	case s.release <- struct{}{}:
		w.WriteHeader(http.StatusNoContent)
	case <-time.After(time.Second):
		http.Error(w, "no stream is held", http.StatusConflict)
	}
}

// state tells what the stub has seen.
func (s *stub) state(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"left":    s.left.Load(),
		"refusal": s.refusal.Load(),
	})
}

func main() {
	delay, err := strconv.Atoi(os.Getenv("TOKEN_DELAY_MS"))
	if err != nil || delay < 0 {
		log.Fatalf("TOKEN_DELAY_MS is %q, not a number of milliseconds", os.Getenv("TOKEN_DELAY_MS"))
	}
	s := &stub{
		events:  makeEvents(),
		delay:   time.Duration(delay) * time.Millisecond,
		release: make(chan struct{}),
	}
	s.refusal.Store("")
	routes := http.NewServeMux()
	routes.HandleFunc("POST /v1/chat/completions", s.complete)
	routes.HandleFunc("POST /release", s.letGo)
	routes.HandleFunc("GET /state", s.state)
	server := http.Server{
		Addr:    "127.0.0.1:" + os.Getenv("PORT"),
		Handler: routes,
		// Go's default, said aloud: each event has to leave in a segment of its own.
		ConnContext: func(ctx context.Context, connection net.Conn) context.Context {
			if err := connection.(*net.TCPConn).SetNoDelay(true); err != nil {
				log.Print(err)
			}
			return ctx
		},
	}
	log.Fatal(server.ListenAndServe())
}
