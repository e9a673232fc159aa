package mockscim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/scim"
)

// exchange is one request on its way through the server.
type exchange struct {
	request  *http.Request
	entry    int        // number of its record in the journal
	body     []byte     // as received
	query    url.Values // decoded
	base     string     // absolute URL that endpoints are relative to
	segments []string   // of the path below the base, unescaped
	refused  error      // why it cannot be read, if it cannot
}

// receive reads and records the request.
func (s *Server) receive(x *exchange) error {
	var err error
	if x.request.Body != nil {
		x.body, err = io.ReadAll(io.LimitReader(x.request.Body, s.bodyLimit+1))
	}
	tooLarge := int64(len(x.body)) > s.bodyLimit
	if tooLarge {
		x.body = x.body[:s.bodyLimit]
	}
	query, queryErr := url.ParseQuery(x.request.URL.RawQuery)
	x.query = query
	x.entry = s.journal.received(x, s.token, s.requestLimit)
	switch {
	case err != nil:
		return scim.Errorf(scim.InvalidSyntax, "the body cannot be read: %v", err)
	case tooLarge:
		return statusError(http.StatusRequestEntityTooLarge, "the body has more than %d bytes", s.bodyLimit)
	case queryErr != nil:
		return scim.Errorf(scim.InvalidSyntax, "the query of the URL is not well-formed: %v", queryErr)
	}
	return nil
}

// handle takes a request that has been received to its answer.
func (s *Server) handle(x *exchange) (*answer, error) {
	if err := s.locate(x); err != nil {
		return nil, err
	}
	if err := s.authenticate(x); err != nil {
		return nil, err
	}
	if err := s.limit(x); err != nil {
		return nil, err
	}
	operation, err := s.route(x)
	if err != nil {
		return nil, err
	}
	if err := negotiate(x.request, len(x.body) > 0); err != nil {
		return nil, err
	}
	return operation(x)
}

// object parses the body as one JSON object. Numbers stay as they are written.
func (x *exchange) object() (map[string]any, error) {
	if len(bytes.TrimSpace(x.body)) == 0 {
		return nil, scim.Errorf(scim.InvalidSyntax, "the request has no body; it needs a JSON object")
	}
	if !utf8.Valid(x.body) {
		return nil, scim.Errorf(scim.InvalidSyntax, "the body is not UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(x.body))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, scim.Errorf(scim.InvalidSyntax, "the body is not JSON: it ends in the middle of a value")
		}
		return nil, scim.Errorf(scim.InvalidSyntax, "the body is not JSON: %v (byte %d)", err, decoder.InputOffset())
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, scim.Errorf(scim.InvalidSyntax, "there is text after the JSON value of the body (byte %d)", decoder.InputOffset())
	}
	object, ok := v.(map[string]any)
	if !ok {
		return nil, scim.Errorf(scim.InvalidSyntax, "the body is %s; it must be a JSON object", kindOf(v))
	}
	return object, nil
}

// kindOf names the JSON type of a value, for messages.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	case map[string]any:
		return "an object"
	}
	return "a number"
}
