package main

import (
	_ "embed"
	"encoding/json"
	"strings"
)

//go:embed answer.txt
var answerText string

// A chunk of a chat completion, its fields in the order in which they are sent.
type chunk struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Delta delta `json:"delta"`
	Index int   `json:"index"`
}

type delta struct {
	Content string `json:"content"`
}

// makeEvents returns an event for each word of the answer and the one that ends the stream. They are
// made once: the stub is there to send them, not to be measured making them.
func makeEvents() [][]byte {
	var events [][]byte
	for _, word := range strings.Fields(answerText) {
		data, err := json.Marshal(chunk{[]choice{{Delta: delta{word + " "}}}})
		if err != nil {
			panic(err)
		}
		events = append(events, []byte("data: "+string(data)+"\n\n"))
	}
	return append(events, []byte("data: [DONE]\n\n"))
}
