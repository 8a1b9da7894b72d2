// A chat server on Gin: forwards a question to a language model and streams the answer through.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type question struct {
	Message string `json:"message"`
}

type proxy struct {
	completions string
	client      *http.Client
}

func (p *proxy) chat(c *gin.Context) {
	var asked question
	if err := c.ShouldBindJSON(&asked); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	body, err := json.Marshal(gin.H{
		"messages": []gin.H{{"role": "user", "content": asked.Message}},
		"stream":   true,
	})
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	// The request to the model ends when the client leaves.
	request, err := http.NewRequestWithContext(
		c.Request.Context(), http.MethodPost, p.completions, bytes.NewReader(body))
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := p.client.Do(request)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		c.Status(http.StatusBadGateway)
		return
	}
	c.Header("Content-Type", "text/event-stream")
	c.Header("Cache-Control", "no-cache")
	stream(c.Writer, answer.Body)
}

func stream(out gin.ResponseWriter, events io.Reader) {
	buffer := make([]byte, 4096)
	for {
		length, err := events.Read(buffer)
		if length > 0 {
			if _, err := out.Write(buffer[:length]); err != nil {
				return
			}
			out.Flush()
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
	gin.SetMode(gin.ReleaseMode)
	p := &proxy{
		completions: os.Getenv("BACKEND_URL") + "/v1/chat/completions",
		client:      &http.Client{},
	}
	routes := gin.New()
	routes.POST("/chat", p.chat)
	log.Fatal(routes.Run("127.0.0.1:" + os.Getenv("PORT")))
}
