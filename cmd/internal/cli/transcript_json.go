package cli

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
)

// transcriptJSON is the machine's form of a transcript: one object a line.
// Times are in milliseconds.
type transcriptJSON struct {
	Event     eventJSON        `json:"event"`
	Outcome   action.Outcome   `json:"outcome"`
	Exchanges []exchangeJSON   `json:"exchanges"`
	Logs      []logJSON        `json:"logs"`
	Cache     []cacheJSON      `json:"cache,omitempty"`
	Failure   *failureJSON     `json:"failure,omitempty"`
	ElapsedMS float64          `json:"elapsedMs"`
	Users     []map[string]any `json:"users,omitzero"` // what the mock server then holds; not with a real one
}

type eventJSON struct {
	ID   string `json:"id,omitempty"`
	Type string `json:"type,omitempty"`
}

type exchangeJSON struct {
	Request  requestJSON   `json:"request"`
	Response *responseJSON `json:"response"` // null when there was no answer
	Error    string        `json:"error,omitempty"`
	AtMS     float64       `json:"atMs"`
	TookMS   float64       `json:"tookMs"`
}

type requestJSON struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"` // a JSON text as it is, any other as a string
}

type responseJSON struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

type logJSON struct {
	Level string `json:"level"`
	Text  string `json:"text"`
}

type cacheJSON struct {
	Kind  string `json:"kind"`
	Key   string `json:"key"`
	Hit   bool   `json:"hit,omitempty"`
	Value string `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
}

type failureJSON struct {
	Kind     action.FailureKind `json:"kind,omitempty"`
	Name     string             `json:"name,omitempty"`
	Message  string             `json:"message"`
	Stack    []string           `json:"stack,omitempty"`
	Status   int                `json:"status,omitempty"`
	SCIMType string             `json:"scimType,omitempty"`
	Detail   string             `json:"detail,omitempty"`
	Cause    *failureJSON       `json:"cause,omitempty"`
}

// newTranscriptJSON is the machine's form of t.
func newTranscriptJSON(e event, t *action.Transcript) transcriptJSON {
	out := transcriptJSON{
		Event:     eventJSON{e.ID, e.Type},
		Outcome:   t.Outcome,
		Exchanges: []exchangeJSON{},
		Logs:      []logJSON{},
		Failure:   newFailureJSON(t.Failure),
		ElapsedMS: float64(t.Elapsed.Microseconds()) / 1000,
	}
	for _, x := range t.Exchanges {
		out.Exchanges = append(out.Exchanges, newExchangeJSON(x))
	}
	for _, l := range t.Logs {
		out.Logs = append(out.Logs, logJSON(l))
	}
	for _, c := range t.Cache {
		out.Cache = append(out.Cache, cacheJSON{c.Kind, c.Key, c.Hit, c.Value, string(c.Error)})
	}
	return out
}

func newExchangeJSON(x action.Exchange) exchangeJSON {
	out := exchangeJSON{
		Request: requestJSON{
			Method:  x.Request.Method,
			URL:     x.Request.URL,
			Headers: headersJSON(x.Request.Header),
			Body:    bodyJSON(x.Request.Body),
		},
		Error:  x.Error,
		AtMS:   float64(x.At.Microseconds()) / 1000,
		TookMS: float64(x.Took.Microseconds()) / 1000,
	}
	if r := x.Response; r != nil {
		out.Response = &responseJSON{r.Status, headersJSON(r.Header), bodyJSON(r.Body)}
	}
	return out
}

func newFailureJSON(f *action.Failure) *failureJSON {
	if f == nil {
		return nil
	}
	out := &failureJSON{
		Kind: f.Kind, Name: f.Name, Message: f.Message,
		Status: f.Status, SCIMType: f.SCIMType, Detail: f.Detail,
		Cause: newFailureJSON(f.Cause),
	}
	for _, frame := range f.Stack {
		out.Stack = append(out.Stack, frame.String())
	}
	return out
}

// headersJSON joins the values of each header as HTTP does (RFC 9110, section 5.3).
func headersJSON(h http.Header) map[string]string {
	out := make(map[string]string, len(h))
	for name, values := range h {
		out[strings.ToLower(name)] = strings.Join(values, ", ")
	}
	return out
}

func bodyJSON(body string) json.RawMessage {
	if body == "" {
		return nil
	}
	if json.Valid([]byte(body)) {
		return json.RawMessage(body)
	}
	quoted, err := json.Marshal(body)
	if err != nil {
		panic("cli: a string that is no JSON: " + err.Error())
	}
	return quoted
}

// writeJSONLine writes v as one line of JSON.
func writeJSONLine(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return cannotPrint(encoder.Encode(v))
}
