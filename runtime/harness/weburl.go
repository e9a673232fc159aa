package harness

import (
	"strconv"
	"strings"
)

// webURL is a URL record (URL standard, section 4.1). net/url follows RFC 3986,
// which differs in just what browsers and Node put right: backslashes, spaces,
// default ports, dot segments, the case of hosts.
type webURL struct {
	scheme   string
	username string // percent-encoded
	password string
	host     *string // nil: there is none
	port     string  // "" for none, or the scheme's own
	segments []string
	opaque   *string // the path of such as "mailto:", instead of segments
	query    *string
	fragment *string
}

// specialPorts are the default ports of the special schemes.
var specialPorts = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21", "file": ""}

func (u *webURL) special() bool {
	_, ok := specialPorts[u.scheme]
	return ok
}

// lineless takes out what the standard skips wherever it stands.
var lineless = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// parseWebURL parses input, relative to base where there is one. It is the
// standard's state machine, taken apart: what ends a part is known beforehand.
func parseWebURL(input string, base *webURL) (*webURL, bool) {
	input = strings.TrimFunc(input, func(c rune) bool { return c <= ' ' })
	input = lineless.Replace(input)
	u := &webURL{}
	rest, fragment, hasFragment := strings.Cut(input, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	scheme, afterScheme, hasScheme := cutScheme(rest)
	ok := false
	switch {
	case hasScheme:
		u.scheme = scheme
		ok = u.parseAfterScheme(afterScheme, base)
	case base == nil:
	case base.opaque != nil:
		if ok = rest == "" && !hasQuery && hasFragment; ok {
			*u = *base
		}
	default:
		u.scheme = base.scheme
		ok = u.parseRelative(rest, base, hasQuery)
	}
	if !ok {
		return nil, false
	}
	if hasQuery {
		u.setQuery(query)
	}
	u.fragment = nil
	if hasFragment {
		u.setFragment(fragment)
	}
	return u, true
}

func (u *webURL) setQuery(query string) {
	set := queryEncoded
	if u.special() {
		set = specialQueryEncoded
	}
	encoded := percentEncode(query, set)
	u.query = &encoded
}

func (u *webURL) setFragment(fragment string) {
	encoded := percentEncode(fragment, fragmentEncoded)
	u.fragment = &encoded
}

// cutScheme cuts the scheme off, in lower case.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := range len(s) {
		c := s[i] | 0x20
		switch {
		case 'a' <= c && c <= 'z':
		case i > 0 && s[i] == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		case i > 0 && ('0' <= s[i] && s[i] <= '9' || strings.IndexByte("+-.", s[i]) >= 0):
		default:
			return "", s, false
		}
	}
	return "", s, false
}

func (u *webURL) parseAfterScheme(rest string, base *webURL) bool {
	switch {
	case u.scheme == "file":
		rest = u.slashes(rest)
		if strings.HasPrefix(rest, "//") {
			return u.parseAuthority(rest[2:])
		}
		empty := ""
		u.host = &empty
		u.setPath(rest)
		return true
	case u.special():
		if base != nil && base.scheme == u.scheme && !strings.HasPrefix(rest, "//") {
			return u.parseRelative(rest, base, false)
		}
		return u.parseAuthority(strings.TrimLeft(rest, `/\`))
	case strings.HasPrefix(rest, "//"):
		return u.parseAuthority(rest[2:])
	case strings.HasPrefix(rest, "/"):
		u.setPath(rest)
		return true
	default:
		opaque := percentEncode(rest, controlEncoded)
		u.opaque = &opaque
		return true
	}
}

// slashes returns s with backslashes turned, where the scheme has it so.
func (u *webURL) slashes(s string) string {
	if u.special() {
		return strings.ReplaceAll(s, `\`, "/")
	}
	return s
}

func (u *webURL) parseRelative(rest string, base *webURL, hasQuery bool) bool {
	rest = u.slashes(rest)
	if strings.HasPrefix(rest, "//") {
		if u.special() && u.scheme != "file" {
			rest = "//" + strings.TrimLeft(rest, "/")
		}
		return u.parseAuthority(rest[2:])
	}
	u.username, u.password, u.host, u.port = base.username, base.password, base.host, base.port
	switch {
	case strings.HasPrefix(rest, "/"):
		u.setPath(rest)
	case rest == "":
		u.segments = append([]string(nil), base.segments...)
		if !hasQuery {
			u.query = base.query
		}
	default:
		u.segments = append([]string(nil), base.segments...)
		u.shorten()
		u.appendPath(rest)
	}
	return true
}

func (u *webURL) parseAuthority(rest string) bool {
	rest = u.slashes(rest)
	authority, path, hasPath := strings.Cut(rest, "/")
	hostport := authority
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		hostport = authority[at+1:]
		username, password, _ := strings.Cut(authority[:at], ":")
		u.username, u.password = percentEncode(username, userinfoEncoded), percentEncode(password, userinfoEncoded)
		if hostport == "" {
			return false
		}
	}
	if !u.setHostPort(hostport) {
		return false
	}
	if hasPath {
		u.setPath("/" + path)
	} else {
		u.setPath("")
	}
	return true
}

// setHostPort parses host and, behind a colon, port.
func (u *webURL) setHostPort(s string) bool {
	host, port := s, ""
	if colon := strings.LastIndexByte(s, ':'); colon > strings.LastIndexByte(s, ']') {
		host, port = s[:colon], s[colon+1:]
		if host == "" {
			return false
		}
	}
	if host == "" && u.special() && u.scheme != "file" {
		return false
	}
	parsed, ok := parseHost(host, u.special())
	if !ok || u.scheme == "file" && port != "" {
		return false
	}
	if u.scheme == "file" && parsed == "localhost" {
		parsed = ""
	}
	u.host = &parsed
	return u.setPort(port)
}

func (u *webURL) setPort(port string) bool {
	u.port = ""
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || port[0] == '+' {
		return false
	}
	if text := strconv.FormatUint(n, 10); text != specialPorts[u.scheme] {
		u.port = text
	}
	return true
}

// setPath replaces the path.
func (u *webURL) setPath(path string) {
	u.segments = nil
	if path == "" && !u.special() {
		return
	}
	u.appendPath(strings.TrimPrefix(u.slashes(path), "/"))
}

// appendPath resolves the segments of path against those that are there.
func (u *webURL) appendPath(path string) {
	parts := strings.Split(u.slashes(path), "/")
	for i, part := range parts {
		last := i == len(parts)-1
		switch strings.ReplaceAll(strings.ToLower(part), "%2e", ".") {
		case "..":
			u.shorten()
			if last {
				u.segments = append(u.segments, "")
			}
		case ".":
			if last {
				u.segments = append(u.segments, "")
			}
		default:
			u.segments = append(u.segments, percentEncode(part, pathEncoded))
		}
	}
}

func (u *webURL) shorten() {
	if len(u.segments) > 0 {
		u.segments = u.segments[:len(u.segments)-1]
	}
}

// pathname returns the path as it is written.
func (u *webURL) pathname() string {
	if u.opaque != nil {
		return *u.opaque
	}
	if len(u.segments) == 0 {
		return ""
	}
	return "/" + strings.Join(u.segments, "/")
}

// hostPort returns host and port as they are written.
func (u *webURL) hostPort() string {
	if u.host == nil {
		return ""
	}
	if u.port == "" {
		return *u.host
	}
	return *u.host + ":" + u.port
}

// origin returns the URL's origin; "null" is an opaque one.
func (u *webURL) origin() string {
	if !u.special() || u.scheme == "file" {
		return "null"
	}
	return u.scheme + "://" + u.hostPort()
}

// String returns the URL as it is written.
func (u *webURL) String() string {
	var b strings.Builder
	b.WriteString(u.scheme + ":")
	if u.host != nil {
		b.WriteString("//")
		if u.username != "" || u.password != "" {
			b.WriteString(u.username)
			if u.password != "" {
				b.WriteString(":" + u.password)
			}
			b.WriteByte('@')
		}
		b.WriteString(u.hostPort())
	} else if u.opaque == nil && len(u.segments) > 1 && u.segments[0] == "" {
		b.WriteString("/.") // else the path would be read as an authority
	}
	b.WriteString(u.pathname())
	if u.query != nil {
		b.WriteString("?" + *u.query)
	}
	if u.fragment != nil {
		b.WriteString("#" + *u.fragment)
	}
	return b.String()
}
