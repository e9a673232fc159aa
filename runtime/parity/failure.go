package parity

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
)

func (d *differences) failures(what string, a, b *action.Failure) {
	if a == nil || b == nil {
		d.same(what, summary(a), summary(b))
		return
	}
	d.same(what+", kind", a.Kind, b.Kind)
	d.same(what+", name", a.Name, b.Name)
	d.same(what+", message", told(a.Message), told(b.Message))
	d.same(what+", status", a.Status, b.Status)
	d.same(what+", scimType", a.SCIMType, b.SCIMType)
	d.same(what+", detail", told(a.Detail), told(b.Detail))
	d.same(what+", request", a.Method+" "+a.Path, b.Method+" "+b.Path)
	if strings.HasPrefix(a.Message, networkError) {
		return // whose cause is the runtime's
	}
	d.failures(what+", cause", a.Cause, b.Cause)
}

func summary(f *action.Failure) string {
	if f == nil {
		return "none"
	}
	return f.Error()
}

// networkError is how the error of a broken connection begins.
const networkError = "network error"

var (
	// afterCode is what stands behind the method and path of a network error and the
	// code, if it has one.
	afterCode = regexp.MustCompile(`^(network error \S+ \S+: (?:[A-Z_]+\b)?).*`)
	// ownWords are those of a function of the mapping's own: that it threw, or what it
	// gave back instead of what it is declared to.
	ownWords = regexp.MustCompile(`(: \w+) (?:failed:|returned) .*?(, in \$\{|$)`)
)

// told is a message in the words that both engines have to use.
func told(message string) string {
	if strings.HasPrefix(message, networkError) {
		return afterCode.ReplaceAllString(message, "$1")
	}
	if strings.HasPrefix(message, "mapping error:") {
		return ownWords.ReplaceAllString(message, "$1 failed$2")
	}
	return message
}

// facts are those of a log line, in one form.
func (d *differences) facts(text string) string {
	var facts map[string]any
	if json.Unmarshal([]byte(text), &facts) != nil {
		return text
	}
	if !d.virtual {
		delete(facts, "ms")
	}
	if reason, ok := facts["reason"].(string); ok {
		facts["reason"] = told(reason)
	}
	return canonical(facts)
}
