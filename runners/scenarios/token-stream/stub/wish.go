package main

import (
	"strconv"
	"strings"
	"time"
)

const never = -1

// What a request asks for.
type wish struct {
	// Status of the answer; anything but 200 comes without a stream.
	status int
	// Close the connection instead of answering.
	hangUp bool
	// Time from one event to the next.
	delay time.Duration
	// Events sent before the connection is closed in the middle of the body.
	cutAfter int
	// Events sent before the stub waits for POST /release.
	holdAfter int
}

// wishOf reads a user's message. Any text is a question; a few are wishes of whoever verifies a
// proxy, and those are not delayed.
func wishOf(message string, delay time.Duration) wish {
	asked := wish{status: 200, cutAfter: never, holdAfter: never}
	if message == "hang up" {
		asked.hangUp = true
	} else if status, ok := numberAfter(message, "status "); ok {
		asked.status = status
	} else if events, ok := numberAfter(message, "cut after "); ok {
		asked.cutAfter = events
	} else if events, ok := numberAfter(message, "hold after "); ok {
		asked.holdAfter = events
	} else if milliseconds, ok := numberAfter(message, "delay "); ok {
		asked.delay = time.Duration(milliseconds) * time.Millisecond
	} else {
		asked.delay = delay
	}
	return asked
}

func numberAfter(text, prefix string) (int, bool) {
	rest, found := strings.CutPrefix(text, prefix)
	if !found {
		return 0, false
	}
	number, err := strconv.Atoi(rest)
	return number, err == nil && number >= 0
}
