// A chat server on Fiber: forwards a question to a language model and streams the answer through.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/gofiber/fiber/v2"
)

type question struct {
	Message string `json:"message"`
}

type proxy struct {
	completions string
	client      *http.Client
}

func (p *proxy) chat(c *fiber.Ctx) error {
	var asked question
	if err := c.BodyParser(&asked); err != nil {
		return c.SendStatus(http.StatusBadRequest)
	}
	body, err := json.Marshal(fiber.Map{
		"messages": []fiber.Map{{"role": "user", "content": asked.Message}},
		"stream":   true,
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, p.completions, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := p.client.Do(request)
	if err != nil {
		return c.SendStatus(http.StatusBadGateway)
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return c.SendStatus(http.StatusBadGateway)
	}
	c.Set("Content-Type", "text/event-stream")
	c.Set("Cache-Control", "no-cache")
	// Fiber writes what each read gives, and closes the body at the end and when the client has left.
	return c.SendStream(answer.Body)
}

func main() {
	p := &proxy{
		completions: os.Getenv("BACKEND_URL") + "/v1/chat/completions",
		client:      &http.Client{},
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Post("/chat", p.chat)
	log.Fatal(app.Listen("127.0.0.1:" + os.Getenv("PORT")))
}
