package parity

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
)

// canonical is a value of JSON in one form: with sorted keys.
func canonical(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}

// canonicalURL is a URL with each character as it is, and none encoded that has no need.
func canonicalURL(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	var segments []string
	for _, segment := range strings.Split(u.EscapedPath(), "/") {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = url.PathEscape(plain)
		}
		segments = append(segments, segment)
	}
	var pairs []string
	for _, pair := range strings.Split(u.RawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		pairs = append(pairs, unescaped(name)+"="+unescaped(value))
	}
	return u.Scheme + "://" + u.Host + strings.Join(segments, "/") + "?" + strings.Join(pairs, "&")
}

// unescaped is a part of a query as it is, quoted, so that no two parts look alike that
// are not.
func unescaped(part string) string {
	plain, err := url.QueryUnescape(part)
	if err != nil {
		plain = part
	}
	return fmt.Sprintf("%q", plain)
}

// ofTheRuntime are headers that no Action sets.
var ofTheRuntime = []string{"Accept-Encoding", "Accept-Language", "Connection", "Content-Length", "Host", "Sec-Fetch-Mode"}

// runtimes are how they call themselves.
var runtimes = []string{"node", "undici", "Go-http-client/1.1"}

func canonicalHeader(h http.Header) string {
	kept := map[string][]string{}
	for name, values := range h {
		name = http.CanonicalHeaderKey(name)
		if slices.Contains(ofTheRuntime, name) || name == "User-Agent" && len(values) == 1 && slices.Contains(runtimes, values[0]) {
			continue
		}
		kept[name] = append(kept[name], values...)
	}
	return canonical(kept)
}

func canonicalBody(r action.Request) string {
	var value any
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		if form, err := url.ParseQuery(r.Body); err == nil {
			return form.Encode()
		}
	}
	if json.Unmarshal([]byte(r.Body), &value) != nil {
		return r.Body
	}
	if r.Method == http.MethodPatch {
		value = commuted(value)
	}
	return canonical(value)
}

// commuted is a PATCH with its operations in one order, where each is about another
// path and they commute.
func commuted(body any) any {
	message, ok := body.(map[string]any)
	if !ok {
		return body
	}
	operations, ok := message["Operations"].([]any)
	if !ok {
		return body
	}
	about := map[string]string{} // operations, by what they do to which path
	for _, o := range operations {
		operation, ok := o.(map[string]any)
		if !ok {
			return body
		}
		key := fmt.Sprint(operation["path"], " ", canonical(operation["value"]))
		if operation["path"] == nil || about[key] != "" {
			return body
		}
		about[key] = canonical(operation)
	}
	slices.SortFunc(operations, func(a, b any) int { return strings.Compare(canonical(a), canonical(b)) })
	return message
}
