package scenario

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/runtime/explain"
)

// Matchers, beside a value that is meant as it is.
const (
	anyValue    = "<any>"    // something is there
	absentValue = "<absent>" // nothing is there
)

// Mismatch is a place at which a value is not as expected.
type Mismatch struct {
	Path string // such as name.givenName or emails[0].value; "" of the whole
	Want string // as JSON, or as the matcher that it is
	Got  string // as JSON; "" where nothing is there
}

// Match compares a value to a pattern, both as JSON has them, and lists where they differ.
// A map matches by the members that the pattern names; where exactly is set, it may have
// no others. A list matches item by item. The text "<any>" matches whatever is there,
// "<absent>" what is not, and "/…/" a text or number that the regular expression between
// the slashes is found in. A text that begins with a backslash means the rest of it.
func Match(pattern, value any, exactly bool) []Mismatch {
	m := &matching{exactly: exactly}
	m.match("", pattern, value, true)
	return m.found
}

type matching struct {
	exactly bool
	found   []Mismatch
}

func (m *matching) miss(path string, want string, value any, there bool) {
	got := ""
	if there {
		got = explain.Value(value)
	}
	m.found = append(m.found, Mismatch{path, want, got})
}

// match compares one value, which is there or not.
func (m *matching) match(path string, pattern, value any, there bool) {
	switch p := pattern.(type) {
	case string:
		m.text(path, p, value, there)
	case map[string]any:
		object, ok := value.(map[string]any)
		if !ok {
			m.miss(path, explain.Value(pattern), value, there)
			return
		}
		for _, name := range slices.Sorted(maps.Keys(p)) {
			item, has := object[name]
			m.match(join(path, name), p[name], item, has)
		}
		if !m.exactly {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if _, expected := p[name]; !expected {
				m.miss(join(path, name), "", object[name], true)
			}
		}
	case []any:
		list, ok := value.([]any)
		if !ok || len(list) != len(p) {
			m.miss(path, explain.Value(pattern), value, there)
			return
		}
		for i := range p {
			m.match(path+"["+strconv.Itoa(i)+"]", p[i], list[i], true)
		}
	default:
		if !there || value != pattern {
			m.miss(path, explain.Value(pattern), value, there)
		}
	}
}

func (m *matching) text(path, pattern string, value any, there bool) {
	literal := pattern
	switch {
	case pattern == anyValue:
		if !there || value == nil {
			m.miss(path, "something", value, there)
		}
		return
	case pattern == absentValue:
		if there {
			m.miss(path, "", value, true)
		}
		return
	case isPattern(pattern):
		if !there || !matchesPattern(pattern, value) {
			m.miss(path, pattern, value, there)
		}
		return
	case strings.HasPrefix(pattern, `\`):
		literal = pattern[1:]
	}
	if !there || value != any(literal) {
		m.miss(path, explain.Value(literal), value, there)
	}
}

// isPattern tells whether a text is /a regular expression/.
func isPattern(text string) bool {
	return len(text) > 2 && strings.HasPrefix(text, "/") && strings.HasSuffix(text, "/")
}

func matchesPattern(pattern string, value any) bool {
	text, ok := value.(string)
	if !ok {
		if _, number := value.(float64); !number {
			return false
		}
		text = explain.Value(value)
	}
	found, err := regexp.MatchString(pattern[1:len(pattern)-1], text)
	return err == nil && found
}

// checkPatterns finds regular expressions that are none.
func checkPatterns(pattern any) error {
	switch p := pattern.(type) {
	case string:
		if isPattern(p) {
			if _, err := regexp.Compile(p[1 : len(p)-1]); err != nil {
				return fmt.Errorf("%s is no regular expression: %w", p, err)
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(p)) {
			if err := checkPatterns(p[name]); err != nil {
				return err
			}
		}
	case []any:
		for _, item := range p {
			if err := checkPatterns(item); err != nil {
				return err
			}
		}
	}
	return nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
