package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

const page = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter</title></head>
<body>
<h1>Counter</h1>
<p id="count">%d</p>
<form method="post" action="/increment"><button type="submit">Increment</button></form>
<footer>%-32s</footer>
</body>
</html>
`

var (
	count  atomic.Int64
	footer = "Go net/http " + strings.TrimPrefix(runtime.Version(), "go")
)

func text(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, body)
}

func answer(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "GET /":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, page, count.Load(), footer)
	case "POST /increment":
		count.Add(1)
		w.Header().Set("Location", "/")
		w.WriteHeader(http.StatusFound)
	case "GET /sleep":
		time.Sleep(time.Second)
		text(w, http.StatusOK, "slept\n")
	default:
		text(w, http.StatusNotFound, "not found\n")
	}
}

func main() {
	// A plain function as handler: ServeMux would redirect unclean paths instead of answering 404.
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(answer)))
}
