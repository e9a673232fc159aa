package harness

import (
	"strings"

	"github.com/dop251/goja"
)

// urlModule gives scripts the URL parser.
func (r *realm) urlModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"parseForm":     r.parseForm,
		"serializeForm": r.serializeForm,
		// href(input) returns the whole of a URL, or null when it is none.
		"href": func(call goja.FunctionCall) goja.Value {
			u, ok := parseWebURL(call.Argument(0).String(), nil)
			if !ok {
				return goja.Null()
			}
			return r.vm.ToValue(u.String())
		},
	})
}

// part returns the part that the URL class has under that name.
func (u *webURL) part(name string) string {
	switch name {
	case "origin":
		return u.origin()
	case "protocol":
		return u.scheme + ":"
	case "username":
		return u.username
	case "password":
		return u.password
	case "host":
		return u.hostPort()
	case "hostname":
		if u.host == nil {
			return ""
		}
		return *u.host
	case "port":
		return u.port
	case "pathname":
		return u.pathname()
	case "search":
		return prefixed("?", u.query)
	case "hash":
		return prefixed("#", u.fragment)
	default:
		return u.String()
	}
}

// prefixed returns a query or fragment as search and hash show it: an empty
// one like none.
func prefixed(mark string, s *string) string {
	if s == nil || *s == "" {
		return ""
	}
	return mark + *s
}

// assign sets the part that the URL class has under that name. It tells
// whether it could; u is then as it is to be.
func (u *webURL) assign(part, value string) bool {
	hasHost := u.host != nil && *u.host != "" && u.scheme != "file"
	switch part {
	case "protocol":
		scheme, _, ok := cutScheme(strings.TrimSuffix(value, ":") + ":")
		other := webURL{scheme: scheme}
		if !ok || other.special() != u.special() || (scheme == "file") != (u.scheme == "file") {
			return false
		}
		u.scheme = scheme
		return u.setPort(u.port)
	case "username":
		u.username = percentEncode(value, userinfoEncoded)
		return hasHost
	case "password":
		u.password = percentEncode(value, userinfoEncoded)
		return hasHost
	case "host", "hostname":
		return u.opaque == nil && u.assignHost(value, part == "host")
	case "port":
		end := strings.IndexFunc(value, func(c rune) bool { return c < '0' || c > '9' })
		if end >= 0 {
			value = value[:end]
		}
		return hasHost && (value != "" || end < 0) && u.setPort(value)
	case "pathname":
		if u.opaque != nil {
			return false
		}
		u.setPath(value)
		if len(u.segments) == 0 && u.special() {
			u.segments = []string{""}
		}
		return true
	case "search":
		u.query = nil
		if value != "" {
			u.setQuery(strings.TrimPrefix(value, "?"))
		}
		return true
	default:
		u.fragment = nil
		if value != "" {
			u.setFragment(strings.TrimPrefix(value, "#"))
		}
		return true
	}
}

// assignHost sets the host, and the port where it may come with one.
func (u *webURL) assignHost(value string, withPort bool) bool {
	if end := strings.IndexAny(u.slashes(value), "/?#"); end >= 0 {
		value = value[:end]
	}
	if strings.ContainsRune(value, '@') {
		return false
	}
	old := u.port
	if colon := strings.LastIndexByte(value, ':'); colon > strings.LastIndexByte(value, ']') && !withPort {
		return false
	}
	if !u.setHostPort(value) {
		return false
	}
	if u.port == "" && !strings.Contains(value, ":") {
		u.port = old
	}
	return true
}
