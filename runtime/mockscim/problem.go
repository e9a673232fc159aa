package mockscim

import "strings"

// Problem is what is wrong with a [Fault] or a [Dialect], or with a file of
// them.
type Problem struct {
	Where  string // such as [0].reply.status; empty for the whole
	What   string // one line
	Remedy string // what to do about it
	Offset int    // of the place in the file, in bytes; 0 for what was built in Go
}

// Error implements error.
func (p *Problem) Error() string {
	text := p.What
	if p.Where != "" {
		text = p.Where + ": " + text
	}
	if p.Remedy != "" {
		text += "; " + p.Remedy
	}
	return text
}

// inside says that the problem is in a part of something greater.
func (p *Problem) inside(where string) *Problem {
	if p == nil {
		return nil
	}
	whole := *p
	whole.Where = strings.TrimSuffix(where+"."+p.Where, ".")
	return &whole
}

// listed writes names for a remedy: "a, b or c".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
