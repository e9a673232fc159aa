package parse

import (
	"mime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
)

// version returns a reader of `version`, of which there is one.
func (p *parser) version(target *mapping.Int) setting {
	return reader(KindVersion, func(n *yaml.Node, at place) {
		v, span, ok := p.setting(n, at, "the number 1")
		if !ok {
			return
		}
		if i, ok := v.(int64); !ok || i != 1 {
			p.report(wrongVersion(span))
			return
		}
		*target = mapping.Int{Value: 1, Span: span}
	})
}

// name returns a reader of the name of the mapping, which goes into the banner of
// the Action.
func (p *parser) name(target *mapping.String) setting {
	s := reader(KindName, func(n *yaml.Node, at place) {
		s, ok := p.text(n, at)
		if !ok {
			return
		}
		length := utf8.RuneCountInString(s.Value)
		if strings.TrimSpace(s.Value) == "" || length > maxNameLength || strings.ContainsFunc(s.Value, unfitForLine) {
			p.report(badName(s, length))
			return
		}
		*target = s
	})
	s.Max = maxNameLength
	return s
}

// unfitForLine reports whether a character would break the line that it is
// printed in.
func unfitForLine(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// user reads the heart of the mapping.
func (p *parser) user(n *yaml.Node, at place) *mapping.Object {
	m, ok := p.expect(n, at, yaml.MappingNode, "a map")
	if !ok {
		return nil
	}
	defer p.leave(m)
	return p.object(m, place{indent: at.indent, depth: at.depth})
}

// connections reads the allow-list of connections.
func (p *parser) connections(n *yaml.Node, at place) []mapping.String {
	const whenEmpty = "name the connections, or leave the key out to provision users of all of them"
	return p.names(n, at, whenEmpty, func(s mapping.String, _ string) bool {
		if s.Value == "" || strings.TrimSpace(s.Value) != s.Value || strings.ContainsRune(s.Value, ',') ||
			strings.ContainsFunc(s.Value, unicode.IsControl) {
			p.report(badConnection(s))
			return false
		}
		return true
	})
}

// duration returns a reader of a time span between low and high.
func (p *parser) duration(target *mapping.Duration, low, high time.Duration) setting {
	s := reader(KindDuration, func(n *yaml.Node, at place) {
		v, span, ok := p.setting(n, at, "a duration such as 1500ms")
		if !ok {
			return
		}
		text, ok := v.(string)
		if !ok {
			p.report(durationWithoutUnit(span, at.path, v))
			return
		}
		d, err := time.ParseDuration(text)
		switch {
		case err != nil:
			p.report(notADuration(span, at.path, text))
		case d < low || d > high:
			p.report(durationOutOfRange(span, at.path, text, low, high))
		case d%time.Millisecond != 0:
			p.report(durationTooFine(span, at.path))
		default:
			*target = mapping.Duration{Value: d, Span: span}
		}
	})
	s.Default = target.Value
	return s
}

// count returns a reader of an integer from 0 to high.
func (p *parser) count(target *mapping.Int, high int64) setting {
	s := reader(KindCount, func(n *yaml.Node, at place) {
		v, span, ok := p.setting(n, at, "a whole number")
		if !ok {
			return
		}
		i, ok := v.(int64)
		switch {
		case !ok:
			p.report(wrongKind(span, at.path, "a whole number", mapping.KindOf(v)))
		case i < 0 || i > high:
			p.report(countOutOfRange(span, at.path, i, high))
		default:
			*target = mapping.Int{Value: i, Span: span}
		}
	})
	s.Max, s.Default = high, target.Value
	return s
}

// contentType returns a reader of the media type of request bodies, which is JSON
// under some name.
func (p *parser) contentType(target *mapping.String) setting {
	s := reader(KindMediaType, func(n *yaml.Node, at place) {
		s, ok := p.text(n, at)
		if !ok {
			return
		}
		media, _, err := mime.ParseMediaType(s.Value)
		if err != nil || !strings.HasSuffix(media, "json") || strings.ContainsFunc(s.Value, func(r rune) bool { return r < ' ' || r > '~' }) {
			p.report(badContentType(s))
			return
		}
		*target = s
	})
	s.Default = target.Value
	return s
}
