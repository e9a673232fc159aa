package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

// shownHeaders are those that an Action sets on purpose.
var shownHeaders = []string{"Authorization", "Accept", "Content-Type"}

// elapsed is the part of a log line that no two runs agree on.
var elapsed = regexp.MustCompile(`"ms":\d+`)

// render writes down, for people to read, which requests the server was sent,
// what the Action told, and what the server holds after it.
func render(t *testing.T, server *mockscim.Server, done delivery) string {
	t.Helper()
	var b strings.Builder
	for _, request := range server.Requests() {
		b.WriteString("> " + request.Method + " " + request.Path)
		if request.RawQuery != "" {
			b.WriteString("?" + request.RawQuery)
		}
		b.WriteByte('\n')
		for _, name := range shownHeaders {
			if value := request.Header.Get(name); value != "" {
				fmt.Fprintf(&b, "> %s: %s\n", name, value)
			}
		}
		writeBody(&b, request.Body)
		fmt.Fprintf(&b, "< %d\n\n", request.Status)
	}
	for _, line := range done.logs {
		fmt.Fprintf(&b, "%s: %s\n", line.Level, elapsed.ReplaceAllString(line.Text, `"ms":0`))
	}
	if done.failure != nil {
		fmt.Fprintf(&b, "thrown: %s\n", done.failure.Error())
	}
	b.WriteString("\non the server:\n")
	for _, user := range server.Users() {
		delete(user, "meta")
		text, err := json.Marshal(user)
		if err != nil {
			t.Fatal(err)
		}
		writeBody(&b, string(text))
	}
	return b.String()
}

// writeBody indents a body that is JSON, and keeps the order of its keys.
func writeBody(b *strings.Builder, body string) {
	if body == "" {
		return
	}
	var indented bytes.Buffer
	if json.Indent(&indented, []byte(body), "", "  ") != nil {
		indented.Reset()
		indented.WriteString(body)
	}
	b.WriteString(strings.TrimRight(indented.String(), "\n") + "\n")
}
