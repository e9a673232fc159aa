package reference

import "github.com/scimwright/scimwright/runtime/action"

// maxLog is how many characters Auth0 keeps of what an execution logs.
const maxLog = 256

// logLine is the one line of JSON that a delivery logs. Of the user it tells the id
// alone.
func (d *delivery) logLine(o outcome) action.LogLine {
	line := &Object{}
	line.add("outcome", string(o.name))
	if o.reason != "" {
		line.add("reason", o.reason)
	}
	for _, fact := range []struct {
		name string
		path []string
	}{{"event", []string{"id"}}, {"user_id", []string{"data", "object", "user_id"}}} {
		if value, ok := present(d.message, fact.path); ok {
			line.add(fact.name, value)
		}
	}
	if o.id != "" {
		line.add("id", o.id)
	}
	line.add("requests", float64(d.requests))
	line.add("ms", float64(d.ms()))
	level := "log"
	switch {
	case o.name == action.Failed:
		level = "error"
	case o.warning:
		level = "warn"
	}
	return action.LogLine{Level: level, Text: fitted(line)}
}

// present follows names through objects, and tells whether they lead anywhere: null is
// a value, too.
func present(value any, names []string) (any, bool) {
	for _, name := range names {
		o, ok := value.(*Object)
		if !ok {
			return nil, false
		}
		if value, ok = o.Get(name); !ok {
			return nil, false
		}
	}
	return value, true
}

// fitted is a line that is not too long: its longest texts are cut, by four characters
// at a time, until it fits or nothing is left of them.
func fitted(line *Object) string {
	written := string(appendJSON(nil, line))
	for longest := maxLog; unitLength(written) > maxLog && longest > 0; {
		longest -= 4
		written = string(appendJSON(nil, cutTexts(line, longest)))
	}
	return written
}

func cutTexts(value any, longest int) any {
	switch v := value.(type) {
	case string:
		return cutUnits(v, longest)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = cutTexts(item, longest)
		}
		return items
	case *Object:
		o := &Object{}
		for _, m := range v.members {
			o.add(m.name, cutTexts(m.value, longest))
		}
		return o
	}
	return value
}

// unitLength is how many UTF-16 units a text has, which is how it is counted.
func unitLength(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
