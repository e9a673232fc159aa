package cli

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// transcriptText writes transcripts for people.
type transcriptText struct {
	out   *strings.Builder
	paint painter
	base  string // URLs that begin with it are shown without

	changes *changes // marks what is new in a body; nil marks nothing
}

// delivery writes what a delivery did: every request, its answer, and what it
// came to.
func (w transcriptText) delivery(t *action.Transcript) {
	for _, x := range t.Exchanges {
		w.exchange(x)
	}
	w.outcome(t)
}

func (w transcriptText) exchange(x action.Exchange) {
	line := fmt.Sprintf("   → %s %s", w.paint.strong(x.Request.Method), visible(w.readableURL(x.Request.URL)))
	if at := roughly(x.At); at != "" {
		line += w.paint.faint("   after " + at)
	}
	fmt.Fprintln(w.out, line)
	if x.Request.Body != "" {
		w.body(x.Request.Body)
	}
	w.answer(x)
	fmt.Fprintln(w.out)
}

// body writes the body of a request, with a "~" before what has changed.
func (w transcriptText) body(text string) {
	lines := layoutJSON(text)
	marked := make([]bool, len(lines))
	if w.changes != nil {
		marked = w.changes.mark(text, lines)
	}
	any := false
	for i, line := range lines {
		if !marked[i] {
			fmt.Fprintf(w.out, "     %s\n", line)
			continue
		}
		any = true
		fmt.Fprintf(w.out, "   ~ %s\n", w.paint.strong(line))
	}
	if any && !w.changes.explained {
		w.changes.explained = true
		fmt.Fprintf(w.out, "   %s\n", w.paint.faint("(~ changed since the last request about this user)"))
	}
}

func (w transcriptText) answer(x action.Exchange) {
	took := ""
	if t := roughly(x.Took); t != "" {
		took = w.paint.faint("   in " + t)
	}
	if x.Response == nil {
		fmt.Fprintf(w.out, "   ← %s%s\n", w.paint.bad("no answer: "+visible(x.Error)), took)
		return
	}
	status := strings.TrimSpace(fmt.Sprintf("%d %s", x.Response.Status, http.StatusText(x.Response.Status)))
	if x.Response.Status < 300 {
		status = w.paint.good(status)
	} else {
		status = w.paint.bad(status)
	}
	if about := shortAnswer(x.Response.Body); about != "" {
		status += "   " + about
	}
	fmt.Fprintf(w.out, "   ← %s%s\n", status, took)
	if x.Error != "" {
		fmt.Fprintf(w.out, "     %s\n", w.paint.bad("the answer broke off: "+visible(x.Error)))
	}
}

// outcome writes the last lines of a delivery.
func (w transcriptText) outcome(t *action.Transcript) {
	word := w.paint.good(string(t.Outcome))
	if t.Failure != nil {
		word = w.paint.bad(string(t.Outcome))
	}
	requests := plural(len(t.Exchanges), "request")
	if spent := roughly(t.Elapsed); spent != "" {
		requests += ", " + spent
	}
	w.row("outcome", word+w.paint.faint("   "+requests))
	for _, l := range t.Logs {
		w.log(l)
	}
	if t.Failure != nil {
		w.failure(t.Failure)
	}
}

// log writes a line of the Action's log. An error that it logs is no failure
// yet, and is not to look like one.
func (w transcriptText) log(l action.LogLine) {
	label := l.Level
	if label == "error" {
		label = "log"
	}
	w.row(label, w.paint.faint(visible(l.Text)))
}

// failure writes an error with its causes, and where in the Action it arose.
func (w transcriptText) failure(f *action.Failure) {
	label := "failure"
	for ; f != nil; f = f.Cause {
		for i, line := range strings.Split(f.Error(), "\n") {
			if i > 0 {
				label = ""
			}
			w.row(label, w.paint.bad(visible(line)))
		}
		for _, frame := range f.Stack[:min(len(f.Stack), 4)] {
			w.row("", w.paint.faint("at "+visible(frame.String())))
		}
		label = "cause"
	}
}

// row writes a line with a label before it.
func (w transcriptText) row(label, text string) {
	fmt.Fprintln(w.out, strings.TrimRight(fmt.Sprintf("   %-8s %s", label, text), " "))
}

// readableURL is a URL as people read it: below the base URL, and decoded.
func (w transcriptText) readableURL(raw string) string {
	if rest, ok := strings.CutPrefix(raw, strings.TrimRight(w.base, "/")); ok && strings.HasPrefix(rest, "/") {
		raw = rest
	}
	path, query, _ := strings.Cut(raw, "?")
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	if query == "" {
		return path
	}
	if decoded, err := url.QueryUnescape(query); err == nil {
		query = decoded
	}
	return path + "?" + query
}

// shortAnswer tells in a few words what the body of an answer says.
func shortAnswer(body string) string {
	var answer struct {
		ID        json.RawMessage
		Resources []struct{ ID json.RawMessage }
		Total     *int `json:"totalResults"`
		SCIMType  string
		Detail    string
	}
	if strings.TrimSpace(body) == "" {
		return ""
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		return visible(short(body))
	}
	switch {
	case answer.Total != nil && len(answer.Resources) == 1 && answer.Resources[0].ID != nil:
		return "1 found: id " + plainID(answer.Resources[0].ID)
	case answer.Total != nil:
		return fmt.Sprintf("%d found", *answer.Total)
	case answer.ID != nil:
		return "id " + plainID(answer.ID)
	case answer.Detail != "" && answer.SCIMType != "":
		return visible(answer.SCIMType + ": " + short(answer.Detail))
	case answer.Detail != "":
		return visible(short(answer.Detail))
	}
	return visible(short(flatJSON(body)))
}

// plainID is an id, or whatever a server gives for one, as people write it.
func plainID(id json.RawMessage) string {
	var text string
	if json.Unmarshal(id, &text) == nil {
		return visible(short(text))
	}
	return visible(short(string(id)))
}

// short cuts a text to what fits behind a status.
func short(s string) string {
	const most = 72
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}

// roughly is a duration in the precision in which people think of it, or ""
// where it is not worth mentioning.
func roughly(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return ""
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
