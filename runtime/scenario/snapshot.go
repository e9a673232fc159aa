package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/runtime/parity"
)

// snapshotPlace is where a snapshot is, or is to be written.
type snapshotPlace struct {
	recorded any // nil where there is none yet
	line     int // of its key, from 1
	indent   int // spaces before the key; -1 where it cannot be written to
}

// snapshot reads the snapshot of a test.
func (r *reader) snapshot(t *Test, expect, n *yaml.Node) {
	place := &snapshotPlace{recorded: r.value(n), indent: -1}
	for i := 0; i+1 < len(expect.Content); i += 2 {
		if key := expect.Content[i]; key.Value == "snapshot" {
			place.line = key.Line
			if expect.Style&yaml.FlowStyle == 0 {
				place.indent = key.Column - 1
			}
		}
	}
	t.snapshot = place
}

// record is all that came of the last event, as a snapshot has it.
func record(runs []parity.Run) any {
	last := runs[len(runs)-1]
	taken := map[string]any{"outcome": string(last.Outcome)}
	if reason := last.Reason(); reason != "" {
		taken["reason"] = reason
	}
	if message := messageOf(last.Transcript); message != "" {
		taken["error"] = message
	}
	requests := []any{}
	for _, x := range last.Exchanges {
		line := requestLine(x.Request)
		if x.Request.Body == "" {
			requests = append(requests, line)
			continue
		}
		requests = append(requests, map[string]any{line: bodyOf(x.Request)})
	}
	taken["requests"] = requests
	users := []any{}
	for _, user := range usersOf(last) {
		kept := map[string]any{}
		if o, ok := user.(map[string]any); ok {
			for name, value := range o {
				if name != "meta" && name != "schemas" { // the server's own
					kept[name] = value
				}
			}
		}
		users = append(users, kept)
	}
	taken["users"] = users
	return taken
}

// compare tells where a snapshot differs from what was recorded before.
func (s *snapshotPlace) compare(taken any) []Problem {
	if s.recorded == nil {
		return []Problem{{Text: "there is no snapshot yet: `scimwright test --update` takes it"}}
	}
	if reflect.DeepEqual(s.recorded, taken) {
		return nil
	}
	return []Problem{{Text: "it is not as the snapshot has it:" + lineDiff(yamlLines(s.recorded), yamlLines(taken))}}
}

func yamlLines(value any) []string {
	return strings.Split(strings.TrimSuffix(yamlText(value), "\n"), "\n")
}

// yamlText is a value of JSON as YAML, with sorted keys.
func yamlText(value any) string {
	var node yaml.Node
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := node.Encode(whole(value)); err == nil {
		err = encoder.Encode(&node)
		if err == nil {
			return b.String()
		}
	}
	text, _ := json.Marshal(value) // which is YAML, too
	return string(text) + "\n"
}

// whole makes integers of the numbers that are, for YAML writes 1e+06 otherwise.
func whole(value any) any {
	return eachLeaf(value, func(leaf any) any {
		if f, ok := leaf.(float64); ok && float64(int64(f)) == f {
			return int64(f)
		}
		return leaf
	})
}

// eachLeaf is a copy of a value of JSON with what change makes of all that is in its lists
// and objects.
func eachLeaf(value any, change func(any) any) any {
	switch v := value.(type) {
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = eachLeaf(v[i], change)
		}
		return list
	case map[string]any:
		o := make(map[string]any, len(v))
		for name := range v {
			o[name] = eachLeaf(v[name], change)
		}
		return o
	}
	return change(value)
}

// Update returns the text of the file with the snapshots of results that differ taken
// anew, and how many those are. Nothing else of the text changes.
func (f *File) Update(results []*Result) (text string, updated int, err error) {
	lines := strings.SplitAfter(f.Source.Text, "\n")
	for i := len(results) - 1; i >= 0; i-- { // from below, so that lines above stay where they are
		r := results[i]
		if r.Test.snapshot == nil || r.taken == nil || reflect.DeepEqual(r.Test.snapshot.recorded, r.taken) {
			continue
		}
		place := r.Test.snapshot
		if place.indent < 0 {
			return "", 0, fmt.Errorf("line %d: a snapshot cannot be written between braces: write `expect:` and `snapshot:` on lines of their own", place.line)
		}
		at := place.line - 1
		end := blockEnd(lines, at+1, place.indent+1)
		for end > at+1 && blank(lines[end-1]) {
			end-- // those before what comes next
		}
		var written strings.Builder
		written.WriteString(strings.Repeat(" ", place.indent) + "snapshot:\n")
		for _, line := range yamlLines(r.taken) {
			written.WriteString(strings.Repeat(" ", place.indent+2) + line + "\n")
		}
		block := written.String()
		if strings.HasSuffix(lines[at], "\r\n") {
			block = strings.ReplaceAll(block, "\n", "\r\n")
		}
		lines = append(lines[:at], append([]string{block}, lines[end:]...)...)
		updated++
	}
	text = strings.Join(lines, "")
	if updated == 0 {
		return text, 0, nil
	}
	if again, found := Read(f.Source.Name, text); again == nil {
		return "", 0, fmt.Errorf("the file would be no longer what it is: %s", found[0].Summary)
	}
	return text, updated, nil
}

// blockEnd is behind the last of the lines from one on that are blank or indented so far.
func blockEnd(lines []string, from, indent int) int {
	for from < len(lines) && (blank(lines[from]) || indentOf(lines[from]) >= indent) {
		from++
	}
	return from
}

func blank(line string) bool { return strings.TrimSpace(line) == "" }

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
