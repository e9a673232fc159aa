package action

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Masked stands where a secret stood.
const Masked = "***"

// The shortest values that are masked wherever they occur. Of a credential
// that only its header tells of, more is asked: nothing says that it is secret
// but its place.
const (
	minSecret  = 4
	minLearned = 8
)

// credentialHeaders are masked whatever they hold.
var credentialHeaders = []string{"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key"}

// secretWords are in the names of secrets whose values must not be shown. Base
// URLs and user names are kept among Auth0's secrets too, and a transcript
// without them would be of little use.
var secretWords = []string{"token", "passw", "passphrase", "secret", "key", "credential", "assertion"}

// plainEndings end names that hold such a word and yet no secret, like
// SCIM_TOKEN_URL.
var plainEndings = []string{
	"url", "uri", "endpoint", "_id", "scope", "scopes", "header", "name", "_ms", "type"}

// namesSecret tells whether a secret of that name is one to be masked.
func namesSecret(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(name, word) }) &&
		!slices.ContainsFunc(plainEndings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// Masker replaces secrets by [Masked] in whatever a run leaves behind. It
// knows the values of the secrets, in plain and as they look percent-encoded,
// inside JSON and in Basic authentication, and learns the credentials that
// requests carry in their headers.
type Masker struct {
	values   []string          // each once
	replacer *strings.Replacer // of values; nil when they have changed
}

// NewMasker returns a Masker for the secrets of an event.
func NewMasker(secrets map[string]string) *Masker {
	m := &Masker{}
	for name, value := range secrets {
		if !namesSecret(name) {
			continue
		}
		trimmed := strings.TrimSpace(value)
		m.add(value, minSecret)
		m.add(trimmed, minSecret)
		if _, credential, ok := strings.Cut(trimmed, " "); ok {
			m.add(strings.TrimSpace(credential), minSecret)
		}
		for other, user := range secrets {
			if other != name {
				m.add(base64.StdEncoding.EncodeToString([]byte(user+":"+value)), minSecret)
			}
		}
	}
	return m
}

// add makes value, and the ways in which it is written down, a secret.
func (m *Masker) add(value string, shortest int) {
	if len(value) < shortest || slices.Contains(m.values, value) {
		return
	}
	m.replacer = nil
	m.values = append(m.values, value)
	if isPlain(value) {
		return
	}
	written := []string{url.QueryEscape(value), url.PathEscape(value)}
	if quoted, err := json.Marshal(value); err == nil {
		written = append(written, string(quoted[1:len(quoted)-1]))
	}
	for _, other := range written {
		if !slices.Contains(m.values, other) {
			m.values = append(m.values, other)
		}
	}
}

// isPlain tells whether a value is written down in one way only, as most
// tokens are.
func isPlain(value string) bool {
	for i := range len(value) {
		c := value[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~') {
			return false
		}
	}
	return true
}

// Learn makes the credentials in h secrets, so that they are masked wherever
// else they occur: a token that the Action was issued is no event secret.
func (m *Masker) Learn(h http.Header) {
	for _, name := range credentialHeaders {
		for _, value := range h.Values(name) {
			m.add(value, minLearned)
			if _, credential, ok := strings.Cut(value, " "); ok {
				m.add(strings.TrimSpace(credential), minLearned)
			}
		}
	}
}

// Text returns s without secrets and without the user information of URLs.
func (m *Masker) Text(s string) string {
	// Few texts hold a secret, and to build a replacer takes longer than to
	// look for all of them.
	if m.in(s) {
		if m.replacer == nil {
			m.replacer = replacerOf(m.values)
		}
		s = m.replacer.Replace(s)
	}
	return maskUserInfo(s)
}

// in tells whether there is a secret in s.
func (m *Masker) in(s string) bool {
	for _, value := range m.values {
		if strings.Contains(s, value) {
			return true
		}
	}
	return false
}

// replacerOf masks the longest value first, where one is part of another.
func replacerOf(values []string) *strings.Replacer {
	sorted := slices.Clone(values)
	slices.SortFunc(sorted, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	pairs := make([]string, 0, 2*len(sorted))
	for _, value := range sorted {
		pairs = append(pairs, value, Masked)
	}
	return strings.NewReplacer(pairs...)
}

// maskUserInfo masks what stands between "://" and an "@" in the authority.
func maskUserInfo(s string) string {
	for from := 0; ; {
		start := strings.Index(s[from:], "://")
		if start < 0 {
			return s
		}
		start += from + len("://")
		end := strings.IndexAny(s[start:], "/?#\\ \t\r\n\"'<>")
		if end < 0 {
			end = len(s) - start
		}
		if at := strings.LastIndexByte(s[start:start+end], '@'); at >= 0 {
			s = s[:start] + Masked + s[start+at:]
		}
		from = start
	}
}

// Header returns h without secrets: h itself when it holds none, else a copy.
// The scheme of an Authorization header is kept.
func (m *Masker) Header(h http.Header) http.Header {
	if h == nil {
		return http.Header{}
	}
	masked, copied := h, false
	for name, values := range h {
		credential := slices.Contains(credentialHeaders, http.CanonicalHeaderKey(name))
		var out []string
		for i, value := range values {
			text := ""
			if credential {
				text = maskCredential(name, value)
			} else {
				text = m.Text(value)
			}
			if text == value {
				continue
			}
			if out == nil {
				out = slices.Clone(values)
			}
			out[i] = text
		}
		if out == nil {
			continue
		}
		if !copied {
			masked, copied = maps.Clone(h), true
		}
		masked[name] = out
	}
	return masked
}

// maskCredential masks the value of a header that is a credential.
func maskCredential(name, value string) string {
	scheme, _, ok := strings.Cut(value, " ")
	if ok && strings.HasSuffix(http.CanonicalHeaderKey(name), "Authorization") {
		return scheme + " " + Masked
	}
	return Masked
}

// Failure masks f and its causes in place.
func (m *Masker) Failure(f *Failure) {
	for ; f != nil; f = f.Cause {
		f.Message = m.Text(f.Message)
		f.Detail = m.Text(f.Detail)
		f.Path = m.Text(f.Path)
	}
}

// Transcript masks t in place.
func (m *Masker) Transcript(t *Transcript) {
	for i := range t.Exchanges {
		m.Learn(t.Exchanges[i].Request.Header)
	}
	for i := range t.Exchanges {
		m.exchange(&t.Exchanges[i])
	}
	for i := range t.Logs {
		t.Logs[i].Text = m.Text(t.Logs[i].Text)
	}
	for i := range t.Cache {
		t.Cache[i].Key = m.Text(t.Cache[i].Key)
		t.Cache[i].Value = m.Text(t.Cache[i].Value)
	}
	m.Failure(t.Failure)
}

func (m *Masker) exchange(e *Exchange) {
	e.Request.URL = m.Text(e.Request.URL)
	e.Request.Header = m.Header(e.Request.Header)
	e.Request.Body = m.Text(e.Request.Body)
	e.Error = m.Text(e.Error)
	if e.Response != nil {
		e.Response.Header = m.Header(e.Response.Header)
		e.Response.Body = m.Text(e.Response.Body)
	}
}
