package parse

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// headerName returns a reader of the header that the secret of auth.type: header
// goes into.
func (p *parser) headerName(target *mapping.String) setting {
	return reader(KindHeaderName, func(n *yaml.Node, at place) {
		s, ok := p.text(n, at)
		if !ok {
			return
		}
		// Authorization has its place here: servers ask for it with a scheme of their own.
		if reserved := reservedHeader(s.Value); reserved != "" && !strings.EqualFold(s.Value, "Authorization") {
			p.report(reservedHeaderName(s, reserved))
		} else if !isToken(s.Value) {
			p.report(badHeaderName(s))
		} else {
			*target = s
		}
	})
}

// headers returns a reader of further headers of each request.
func (p *parser) headers(target *[]mapping.Header) setting {
	return reader(KindHeaders, func(n *yaml.Node, at place) {
		n, ok := p.expect(n, at, yaml.MappingNode, "a map")
		if !ok {
			return
		}
		defer p.leave(n)
		if len(n.Content) == 0 {
			p.report(noHeaders(p.nodeSpan(n, at), at.path))
		}
		child := p.inside(n, at, "")
		seen := make(map[string]source.Span, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			name, ok := p.key(n.Content[i], child)
			if !ok || !p.uniqueHeader(seen, name) {
				continue
			}
			child.path = joinPath(at.path, name.Value)
			value, ok := p.text(n.Content[i+1], child)
			if reserved := reservedHeader(name.Value); reserved != "" {
				p.report(reservedHeaderName(name, reserved))
			} else if !isToken(name.Value) {
				p.report(badHeaderName(name))
			} else if ok && !isFieldValue(value.Value) {
				p.report(badHeaderValue(value, child.path))
			} else if ok {
				*target = append(*target, mapping.Header{Name: name, Value: value})
			}
		}
	})
}

// uniqueHeader is unique without regard to case, as names of headers are.
func (p *parser) uniqueHeader(seen map[string]source.Span, name mapping.String) bool {
	folded := name
	folded.Value = strings.ToLower(name.Value)
	return p.unique(seen, folded)
}

// reservedHeader tells what sets a header that a mapping cannot; "" for others.
func reservedHeader(name string) string {
	switch name = strings.ToLower(name); {
	case name == "authorization":
		return "`auth`"
	case name == "content-type":
		return "`transport.content_type`"
	case slices.Contains(hopHeaders, name) || strings.HasPrefix(name, "proxy-") || strings.HasPrefix(name, "sec-"):
		return "the HTTP client"
	}
	return ""
}

// hopHeaders are about the connection, not about the request.
var hopHeaders = []string{
	"connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}

// isToken reports whether a text can be the name of a header (RFC 9110 section 5.6.2).
func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

// isFieldValue reports whether a text can be the value of a header as it stands:
// printable ASCII without blanks at its ends (RFC 9110 section 5.5).
func isFieldValue(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// tokenURL returns a reader of where an access token is to be had. It follows
// what the Action asks of the secret SCIM_TOKEN_URL.
func (p *parser) tokenURL(target *mapping.String) setting {
	return reader(KindURL, func(n *yaml.Node, at place) {
		s, ok := p.text(n, at)
		if !ok {
			return
		}
		u, err := url.Parse(s.Value)
		if err != nil || u.Host == "" || u.User != nil || strings.Contains(s.Value, "#") || !isSafeScheme(u) || !isFieldValue(s.Value) {
			p.report(badTokenURL(s, at.path))
			return
		}
		*target = s
	})
}

// isSafeScheme reports whether nobody on the way can read what is sent: https, or
// http that stays on the computer.
func isSafeScheme(u *url.URL) bool {
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || err == nil && ip.IsLoopback())
}

// scopes returns a reader of the scopes of an access token (RFC 6749 section 3.3).
func (p *parser) scopes(target *[]mapping.String) setting {
	return reader(KindScopes, func(n *yaml.Node, at place) {
		*target = p.names(n, at, "name the scopes, or leave the key out", func(s mapping.String, path string) bool {
			if s.Value != "" && !strings.ContainsFunc(s.Value, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\\' }) {
				return true
			}
			p.report(badScope(s, path))
			return false
		})
	})
}
