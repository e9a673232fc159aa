package action

import (
	"encoding/json"
	"strings"
)

// known holds the outcomes that an Action may name in its log line.
var known = map[Outcome]bool{
	Created: true, Updated: true, Deleted: true, Deactivated: true,
	Duplicate: true, Linked: true, Skipped: true, Failed: true,
}

// OutcomeOf derives the outcome of a run from its logs: the word that the last
// line holds which is a JSON object with a known "outcome". Without such a
// line the outcome is Delivered. A run with a failure is Failed, whatever it
// has logged before.
func OutcomeOf(logs []LogLine, failure *Failure) Outcome {
	if failure != nil {
		return Failed
	}
	for i := len(logs) - 1; i >= 0; i-- {
		text := strings.TrimSpace(logs[i].Text)
		if !strings.HasPrefix(text, "{") {
			continue
		}
		var line struct {
			Outcome Outcome `json:"outcome"`
		}
		if json.Unmarshal([]byte(text), &line) == nil && known[line.Outcome] {
			return line.Outcome
		}
	}
	return Delivered
}
