package cli

import "encoding/json"

// json writes all of it for machines.
func (t *explanation) json() error {
	type clause struct {
		Text  string `json:"text"`
		Value string `json:"value"`
	}
	type attribute struct {
		Path   string `json:"path"`
		Source string `json:"source"`
		Place  string `json:"place,omitempty"`
		Value  any    `json:"value"`
		Why    string `json:"why,omitempty"`
		Error  string `json:"error,omitempty"`
	}
	type request struct {
		Method  string            `json:"method"`
		URL     string            `json:"url"`
		Headers map[string]string `json:"headers"`
		Body    any               `json:"body,omitempty"`
	}
	said := struct {
		User  string `json:"user"`
		Event string `json:"event"`
		Scope struct {
			In          bool     `json:"in"`
			Connections []string `json:"connections,omitempty"`
			Clauses     []clause `json:"clauses,omitempty"`
			Error       string   `json:"error,omitempty"`
		} `json:"scope"`
		Matching   []map[string]any `json:"matching"`
		Attributes []attribute      `json:"attributes"`
		SCIM       any              `json:"scim"`
		Outcome    string           `json:"outcome"`
		Reason     string           `json:"reason,omitempty"`
		Error      string           `json:"error,omitempty"`
		Requests   []request        `json:"requests"`
	}{User: t.subject.id, Event: t.subject.kind, Outcome: string(t.transcript.Outcome), Reason: t.transcript.Reason(), Requests: []request{}}
	said.Scope.In, said.Scope.Connections = t.Explanation.Scope.In, t.Explanation.Scope.Connections
	if err := t.Explanation.Scope.Err; err != nil {
		said.Scope.Error = err.Error()
	}
	for _, c := range t.Explanation.Scope.Clauses {
		said.Scope.Clauses = append(said.Scope.Clauses, clause(c))
	}
	for _, k := range t.Keys {
		said.Matching = append(said.Matching, map[string]any{"attribute": k.Attribute, "value": k.Value})
	}
	for _, a := range t.Attributes {
		told := attribute{Path: a.Path, Source: a.Source, Place: place(a.Span), Value: a.Value, Why: a.Why}
		if a.Err != nil {
			told.Error = a.Err.Error()
		}
		said.Attributes = append(said.Attributes, told)
	}
	if t.Document != nil {
		said.SCIM = t.Document
	}
	if f := t.transcript.Failure; f != nil {
		said.Error = f.Message
	}
	for _, x := range t.transcript.Exchanges {
		r := request{Method: x.Request.Method, URL: x.Request.URL, Headers: map[string]string{}}
		for _, h := range t.headers(x.Request) {
			r.Headers[h.name] = h.value
		}
		if isForm(x.Request) {
			r.Body = t.form(x.Request)
		} else if x.Request.Body != "" {
			r.Body = json.RawMessage(x.Request.Body)
		}
		said.Requests = append(said.Requests, r)
	}
	encoder := json.NewEncoder(t.process.Stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(said)
}
