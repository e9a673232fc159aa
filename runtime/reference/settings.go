package reference

import (
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"

	"github.com/scimwright/scimwright/generator/mapping"
)

// settings are what the secrets of an event say, and where they say nothing, the
// mapping.
type settings struct {
	baseURL     string // without slashes at its end
	query       string // of the base URL, with its question mark
	timeoutMS   float64
	retries     float64
	connections []string // that are allowed; none: all
	credentials credentials
}

// maxRetries bounds retries: more of them only wear a server out that is in trouble.
const maxRetries = 10

// blanks are what JavaScript trims off a text.
const blanks = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// secrets are those of an event.
type secrets map[string]string

func (s secrets) read(name string) string { return strings.Trim(s[name], blanks) }

// unusable is a secret that no request can be sent with. The error names it, and holds
// nothing of it.
func unusable(name, reason string) error { return &actionError{"secret " + name + " " + reason} }

// settingsOf are the settings by secrets, which are mostly those of the event before.
func (e *Engine) settingsOf(given map[string]string) (settings, error) {
	if e.known != nil && maps.Equal(e.known, given) {
		return e.settings, nil
	}
	s, err := readSettings(e.reference.mapping, given)
	if err == nil {
		e.known, e.settings = maps.Clone(given), s
	}
	return s, err
}

func readSettings(m *mapping.Mapping, given map[string]string) (settings, error) {
	s, all := settings{}, secrets(given)
	base, err := all.url("SCIM_BASE_URL", "")
	if err != nil {
		return s, err
	}
	s.baseURL = base.origin + strings.TrimRight(base.path, "/")
	s.query = base.query
	if s.credentials, err = readCredentials(m.Auth, all); err != nil {
		return s, err
	}
	if s.timeoutMS, err = all.number("SCIM_TIMEOUT_MS", 1, m.Transport.Timeout.Value.Milliseconds()); err != nil {
		return s, err
	}
	if s.retries, err = all.number("SCIM_MAX_RETRIES", 0, m.Transport.Retries.Value); err != nil {
		return s, err
	}
	s.retries = min(s.retries, maxRetries)
	for _, name := range strings.Split(all.read("SCIM_CONNECTION_ALLOWLIST"), ",") {
		if name = strings.Trim(name, blanks); name != "" {
			s.connections = append(s.connections, name)
		}
	}
	if s.connections == nil {
		for _, name := range m.Scope.Connections {
			s.connections = append(s.connections, name.Value)
		}
	}
	return s, nil
}

// number is a secret that is a whole number.
func (s secrets) number(name string, least int, otherwise int64) (float64, error) {
	text := s.read(name)
	if text == "" {
		return float64(otherwise), nil
	}
	if strings.Trim(text, "0123456789") == "" {
		// A number beyond all bounds is one all the same.
		if n, err := strconv.ParseFloat(text, 64); (err == nil || math.IsInf(n, 1)) && n >= float64(least) {
			return n, nil
		}
	}
	return 0, unusable(name, "must be a whole number from "+strconv.Itoa(least)+" on")
}

// parser reads URLs as browsers and Node do (URL Standard, section 4.4).
var parser = whatwg.NewParser()

// webURL is a URL that credentials can be sent to.
type webURL struct{ origin, host, path, query string }

func (u webURL) String() string { return u.origin + u.path + u.query }

// loopback are the hosts that http is good enough for.
var loopback = regexp.MustCompile(`^(localhost|127\.[\d.]+|\[::1\])$`)

// url is a secret that is a URL: https, or http on loopback; without user name and
// password, which would end up in logs, and without fragment.
func (s secrets) url(name, otherwise string) (webURL, error) {
	text := s.read(name)
	if text == "" {
		text = otherwise
	}
	parsed, err := parser.Parse(text)
	if err != nil {
		return webURL{}, unusable(name, "is missing or not a URL")
	}
	if parsed.Scheme() != "https" && !(parsed.Scheme() == "http" && loopback.MatchString(parsed.Hostname())) {
		return webURL{}, unusable(name, "must begin with https://, or be on loopback")
	}
	if parsed.Username() != "" || parsed.Password() != "" || strings.Contains(text, "#") {
		return webURL{}, unusable(name, "must not hold a user name, password or #fragment")
	}
	return webURL{origin: parsed.Scheme() + "://" + parsed.Host(), host: parsed.Host(), path: parsed.Pathname(), query: parsed.Search()}, nil
}
