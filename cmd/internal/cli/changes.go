package cli

import (
	"encoding/json"
	"strings"
)

// changes remembers what was sent about each user, to mark what is new in the
// next request: a PUT sends everything, whatever little has changed.
type changes struct {
	sent      map[string]map[string]bool // lines of the last body, by externalId
	explained bool
}

// mark tells of each line of a body whether it differs from the last body
// about the same user. There is nothing to mark in the first one.
func (c *changes) mark(body string, lines []string) []bool {
	marked := make([]bool, len(lines))
	var user struct {
		ExternalID string `json:"externalId"`
	}
	if json.Unmarshal([]byte(body), &user) != nil || user.ExternalID == "" {
		return marked
	}
	before := c.sent[user.ExternalID]
	now := make(map[string]bool, len(lines))
	for i, line := range lines {
		line = strings.TrimSuffix(line, ",") // says only that more follows
		now[line] = true
		marked[i] = before != nil && !before[line]
	}
	if c.sent == nil {
		c.sent = map[string]map[string]bool{}
	}
	c.sent[user.ExternalID] = now
	return marked
}
