package mockscim

import (
	"fmt"
	"time"
)

// Duration is how long something takes. In files it is text such as "1.5s".
type Duration time.Duration

const (
	durationForm = `a duration such as "1.5s" or "200ms"`
	longest      = 24 * time.Hour
)

// MarshalText implements [encoding.TextMarshaler].
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. The error is a [*Problem].
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	if err != nil {
		return &Problem{What: fmt.Sprintf("%q is no duration", text), Remedy: "write " + durationForm}
	}
	*d = Duration(parsed)
	return nil
}

func (d Duration) check(where string) *Problem {
	if d < 0 || time.Duration(d) > longest {
		return &Problem{Where: where, What: fmt.Sprintf("%v is out of range", time.Duration(d)), Remedy: "write a duration from 0s to 24h"}
	}
	return nil
}
