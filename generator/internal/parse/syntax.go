package parse

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/diag"
)

// syntaxError reports that the file is no YAML. The library gives a line at
// best, and often that of the surrounding map; the place is found by asking it
// for the shortest beginning of the file that it refuses in the same words.
func (p *parser) syntaxError(err error) {
	message := err.Error()
	at := p.shortestRefused(message)
	problem := strings.TrimPrefix(linePrefix.ReplaceAllString(message, ""), "yaml: ")
	if name, ok := strings.CutPrefix(problem, "unknown anchor '"); ok {
		name, _, _ = strings.Cut(name, "'")
		if i := strings.Index(p.file.Text, "*"+name); i >= 0 {
			p.report(unknownAnchor(p.span(i, i+1+len(name)), name))
			return
		}
	}
	if strings.HasPrefix(p.file.Text[at:], "\t") || strings.Contains(problem, "tab character") {
		p.report(tabIndent(p.span(p.tabBefore(at))))
		return
	}
	if hole, ok := p.holeCutAt(at); ok {
		p.report(hole)
		return
	}
	if strings.Contains(problem, "',' or") {
		at = openBracket(p.file.Text, at)
	}
	_, size := utf8.DecodeRuneInString(p.file.Text[at:])
	p.report(notYAML(p.span(at, at+size), problem))
}

// linePrefix is how the library begins its messages.
var linePrefix = regexp.MustCompile(`^yaml: (line \d+: )?`)

// shortestRefused returns the offset of the character with which the text
// becomes what the message complains about.
func (p *parser) shortestRefused(message string) int {
	text := p.file.Text
	low, high := 0, len(text) // text[:high] is refused so
	for low+1 < high {
		middle := low + (high-low)/2
		for middle > low && !utf8.RuneStart(text[middle]) {
			middle--
		}
		if middle == low {
			break
		}
		if refusal(text[:middle]) == message {
			high = middle
		} else {
			low = middle
		}
	}
	_, size := utf8.DecodeLastRuneInString(text[:high])
	return high - size
}

// refusal is the error message that the YAML library has for a text; "" for none.
func refusal(text string) string {
	d := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	for range 2 { // the second document, where there is one, is read as well
		if _, err := decodeNext(d); errors.Is(err, io.EOF) {
			return ""
		} else if err != nil {
			return err.Error()
		}
	}
	return ""
}

// openBracket returns the offset of the bracket that is open at an offset, or the
// offset itself.
func openBracket(text string, at int) int {
	depth := 0
	for i := at; i >= 0; i-- {
		switch c := text[i]; {
		case c == ']' || c == '}':
			depth++
		case (c == '[' || c == '{') && depth > 0:
			depth--
		case c == '[' || c == '{':
			return i
		}
	}
	return at
}

// holeCutAt looks for a hole that YAML has cut: one that begins before the
// offset and ends behind it, or one that begins a flow value in the same line.
func (p *parser) holeCutAt(at int) (diag.Diagnostic, bool) {
	text := p.file.Text
	if open := strings.LastIndex(text[:at], "${"); open >= 0 && strings.Contains(text[open:at], "\n") {
		end, fault, _ := holeEnd(text, open+len("${"))
		line := text[strings.LastIndexByte(text[:open], '\n')+1 : open]
		if fault == noFault && end >= at && quoteBefore(line) == 0 {
			return cutOverLines(p.span(open, end+1)), true
		}
	}
	lineStart := strings.LastIndexByte(text[:at], '\n') + 1
	lineEnd := len(text)
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		lineEnd = at + i
	}
	line := text[lineStart:lineEnd]
	for i := 0; ; {
		next := strings.Index(line[i:], "${")
		if next < 0 {
			return diag.Diagnostic{}, false
		}
		open := i + next
		end, fault, _ := holeEnd(line, open+len("${"))
		if fault != noFault {
			end = len(line) - 1
		}
		if open > 0 && line[open-1] == '$' {
			open-- // `$${` is no hole, and is to keep its second dollar in the advice
		}
		quote := quoteBefore(line[:open])
		span := p.span(lineStart+open, lineStart+end+1)
		switch {
		case quote == 0 && (lineStart+end >= at || inFlow(line[:open])):
			return cutHole(span, strings.TrimRight(line[open:end+1], " \r")), true
		case quote != 0 && lineStart+end >= at && strings.IndexByte(line[open:end+1], quote) >= 0:
			return cutByQuote(span, quote), true
		}
		i = max(end, i+next+len("${"))
		if i >= len(line) {
			return diag.Diagnostic{}, false
		}
	}
}

// quoteBefore returns the quote that is open at the end of a line's beginning,
// or 0.
func quoteBefore(s string) byte {
	var open byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case open == '"' && c == '\\':
			i++
		case open == c:
			open = 0
		case open == 0 && (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" [{,:", s[i-1]) >= 0):
			open = c
		}
	}
	return open
}

// inFlow reports whether a line's beginning leaves a bracket open.
func inFlow(s string) bool {
	return strings.Count(s, "{")+strings.Count(s, "[") > strings.Count(s, "}")+strings.Count(s, "]")
}

// tabBefore is the span of the tab that the message is about: at the offset, or
// the first of its line.
func (p *parser) tabBefore(at int) (start, end int) {
	text := p.file.Text
	if text[at] == '\t' {
		return at, at + 1
	}
	lineStart := strings.LastIndexByte(text[:at], '\n') + 1
	if i := strings.IndexByte(text[lineStart:], '\t'); i >= 0 {
		return lineStart + i, lineStart + i + 1
	}
	return at, at + 1
}

// brokenHole is the finding for a hole that does not end.
func (p *parser) brokenHole(n *yaml.Node, s *scalar, fault holeFault, where int) diag.Diagnostic {
	start := s.offset(where)
	if fault == faultCommentedOut {
		return commentedOut(p.span(start, start+2))
	}
	// A comment of YAML may have cut a plain scalar, within a string or not.
	if n.Style == 0 && s.end < len(p.file.Text) {
		rest := strings.TrimLeft(p.file.Text[s.end:], " \t")
		if strings.HasPrefix(rest, "#") && len(rest) < len(p.file.Text)-s.end {
			hash := len(p.file.Text) - len(rest)
			return cutByComment(p.span(start, hash+1))
		}
	}
	if fault == faultQuote {
		return unclosedString(p.span(start, start+1))
	}
	return unclosedHole(p.span(start, s.offset(len(s.text))))
}
