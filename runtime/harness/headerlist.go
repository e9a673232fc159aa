package harness

import (
	"net/http"
	"slices"
	"strings"
)

// headerList is what a Headers object holds: names in lower case with their
// values, in the order in which they came.
type headerList struct {
	fields []headerField
}

type headerField struct{ name, value string }

// headerListFrom returns the header of an answer.
func headerListFrom(h http.Header) *headerList {
	l := &headerList{fields: make([]headerField, 0, len(h))}
	for name, values := range h {
		name = strings.ToLower(name)
		for _, value := range values {
			l.append(name, fromLatin1(value))
		}
	}
	return l
}

func (l *headerList) append(name, value string) {
	l.fields = append(l.fields, headerField{name, value})
}

// get returns all values of a name in one.
func (l *headerList) get(name string) (string, bool) {
	all, found := "", false
	for _, f := range l.fields {
		switch {
		case f.name != name:
		case found:
			all += ", " + f.value
		default:
			all, found = f.value, true
		}
	}
	return all, found
}

// values returns the values of a name in their order.
func (l *headerList) values(name string) []string {
	var values []string
	for _, f := range l.fields {
		if f.name == name {
			values = append(values, f.value)
		}
	}
	return values
}

// set puts one value in the place of all that a name has.
func (l *headerList) set(name, value string) {
	at := slices.IndexFunc(l.fields, func(f headerField) bool { return f.name == name })
	if at < 0 {
		l.append(name, value)
		return
	}
	l.fields[at].value = value
	rest := slices.DeleteFunc(l.fields[at+1:], func(f headerField) bool { return f.name == name })
	l.fields = l.fields[:at+1+len(rest)]
}

func (l *headerList) remove(names ...string) {
	l.fields = slices.DeleteFunc(l.fields, func(f headerField) bool { return slices.Contains(names, f.name) })
}

// sorted returns names and values in turn, as an iteration over Headers shows
// them: sorted, and the values of a name in one, save those of Set-Cookie.
func (l *headerList) sorted() []string {
	fields := slices.Clone(l.fields)
	slices.SortStableFunc(fields, func(a, b headerField) int { return strings.Compare(a.name, b.name) })
	var flat []string
	for i, f := range fields {
		if i > 0 && f.name == fields[i-1].name && f.name != "set-cookie" {
			flat[len(flat)-1] += ", " + f.value
		} else {
			flat = append(flat, f.name, f.value)
		}
	}
	return flat
}

// header returns the list as it is sent: what the Action sets, and what Node's
// fetch adds. Accept-Encoding is left to the transport.
func (l *headerList) header() http.Header {
	header := make(http.Header, len(l.fields)+4)
	for _, f := range l.fields {
		name := http.CanonicalHeaderKey(f.name)
		if old, ok := header[name]; ok {
			old[0] += ", " + latin1(f.value)
		} else {
			header[name] = []string{latin1(f.value)}
		}
	}
	for _, standard := range [...]headerField{
		{"Accept", "*/*"}, {"Accept-Language", "*"}, {"Sec-Fetch-Mode", "cors"}, {"User-Agent", "node"},
	} {
		if header.Get(standard.name) == "" {
			header[standard.name] = []string{standard.value}
		}
	}
	return header
}

// latin1 returns the bytes of a header value: one for each code point, none of
// which is above 255.
func latin1(s string) string {
	if isASCII(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	for _, c := range s {
		out = append(out, byte(c))
	}
	return string(out)
}

// fromLatin1 is the reverse of latin1.
func fromLatin1(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
