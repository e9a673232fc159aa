package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// TestDocs runs the examples of the documentation: each mapping is compiled, its
// Action gets an event about each profile that follows, and what the page says
// of it is compared byte for byte.
func TestDocs(t *testing.T) {
	ran := 0
	for name, page := range readPages(t) {
		var corrections []correction
		for _, e := range readExamples(t, name, readBlocks(page)) {
			ran++
			t.Run(fmt.Sprintf("%s:%d", name, e.mapping.line), func(t *testing.T) {
				corrections = append(corrections, e.run(t)...)
			})
		}
		correctPage(t, name, page, corrections)
	}
	if ran == 0 {
		t.Error("the documentation has no examples")
	}
}

// correction is a block that does not show what is true.
type correction struct {
	block
	right string
}

// correctPage fails where there are corrections, and makes them if that is asked for.
func correctPage(t *testing.T, name, page string, corrections []correction) {
	t.Helper()
	if len(corrections) == 0 {
		return
	}
	if !updating() {
		for _, c := range corrections {
			t.Errorf("docs/%s:%d does not show what is true; UPDATE_GOLDEN=1 rewrites it. Now it is\n%s", name, c.line, c.right)
		}
		return
	}
	slices.SortFunc(corrections, func(a, b correction) int { return b.start - a.start }) // from the end on
	for _, c := range corrections {
		page = page[:c.start] + c.right + page[c.end:]
	}
	if err := os.WriteFile(filepath.Join(pages, name), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("UPDATE_GOLDEN is set: docs/%s has been rewritten; look at the changes and run again without it", name)
}

// example is a mapping of the documentation and what the page shows of it.
type example struct {
	mapping block
	files   []block
	checks  []block
	runs    []exampleRun
}

// exampleRun is a profile and the block that says what becomes of it.
type exampleRun struct{ profile, result block }

// readExamples groups the blocks of a page.
func readExamples(t *testing.T, page string, blocks []block) []*example {
	t.Helper()
	var all []*example
	var profile *block
	for i, b := range blocks {
		_, isFile := strings.CutPrefix(b.role, "file=")
		var last *example
		if len(all) > 0 {
			last = all[len(all)-1]
		}
		belongs := isFile || b.role == "profile" || b.role == "check" || isResult(b.role)
		switch {
		case belongs && last == nil, isResult(b.role) != (profile != nil) && (belongs || b.role == "mapping"):
			t.Fatalf("docs/%s:%d: `%s %s` is not where it belongs: a mapping comes first, and behind each profile what becomes of it",
				page, b.line, b.language, b.role)
		case b.role == "mapping":
			all = append(all, &example{mapping: b})
		case isFile:
			last.files = append(last.files, b)
		case b.role == "check":
			last.checks = append(last.checks, b)
		case b.role == "profile":
			profile = &blocks[i]
		case isResult(b.role):
			last.runs = append(last.runs, exampleRun{*profile, b})
			profile = nil
		}
	}
	for _, e := range all {
		if len(e.runs)+len(e.checks) == 0 {
			t.Errorf("docs/%s:%d: the mapping is not shown at work: put a profile and a result behind it", page, e.mapping.line)
		}
	}
	return all
}

func isResult(role string) bool { return role == "scim" || role == "error" || role == "outcome" }

// run runs an example, and returns the blocks that are wrong.
func (e *example) run(t *testing.T) []correction {
	folder := t.TempDir()
	for _, f := range e.files {
		file := filepath.Join(folder, filepath.FromSlash(strings.TrimPrefix(f.role, "file=")))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(f.text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, added := complete(e.mapping.text)
	made, found, err := generator.Compile(filepath.Join(folder, defaultMapping), text, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text != e.mapping.text { // sections of a mapping, which do not have all that one wants
		found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Code == "SW152" })
	}
	var said bytes.Buffer
	if err := diag.WriteText(&said, found, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	findings := strings.ReplaceAll(said.String(), folder+string(filepath.Separator), "")
	var wrong []correction
	correct := func(b block, right string) {
		if b.text != right {
			wrong = append(wrong, correction{b, right})
		}
	}
	for _, b := range e.checks {
		correct(b, findings)
	}
	if len(e.checks) == 0 && len(found) > 0 {
		t.Fatalf("check says of this mapping\n%s", findings)
	}
	if made == nil {
		return wrong
	}
	program, err := harness.Compile("action.js", []byte(made.Code))
	if err != nil {
		t.Fatal(err)
	}
	e.agree(t, filepath.Join(folder, defaultMapping), text)
	for _, r := range e.runs {
		role, right := deliverProfile(t, program, r.profile, added)
		if role != r.result.role {
			t.Errorf("line %d: `text %s` or the like belongs here:\n%s", r.result.line, role, right)
			continue
		}
		correct(r.result, right)
	}
	return wrong
}

// complete makes a mapping of sections of one, and returns the attributes of the
// result that are there for no other reason.
func complete(text string) (mapping string, added []string) {
	if strings.HasPrefix(text, "version:") {
		return text, nil
	}
	if !regexp.MustCompile(`(?m)^user:$`).MatchString(text) {
		text += "user:\n"
	}
	if !regexp.MustCompile(`(?m)^  userName:`).MatchString(text) {
		text = regexp.MustCompile(`(?m)^user:$`).ReplaceAllLiteralString(text, "user:\n  userName: ${user.user_id}")
		added = append(added, "userName")
	}
	if !regexp.MustCompile(`(?m)^  externalId:`).MatchString(text) {
		added = append(added, "externalId")
	}
	if !regexp.MustCompile(`(?m)^  urn:`).MatchString(text) {
		added = append(added, "schemas")
	}
	return text + "version: 1\n", added
}

// deliverProfile creates a user, and tells what becomes of it and what kind of
// block shows that. The attributes that were added are left out.
func deliverProfile(t *testing.T, program *harness.Program, profile block, added []string) (role, text string) {
	t.Helper()
	transcript, err := mockStage(program, nil).deliver(context.Background(), creationOf(t, profile.text))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range transcript.Exchanges {
		if x.Request.Method == http.MethodPost { // the server need not know the schemas of the example
			return "scim", strings.Join(layoutJSON(without(t, x.Request.Body, added)), "\n") + "\n"
		}
	}
	if transcript.Failure != nil {
		return "error", transcript.Failure.Message + "\n"
	}
	return "outcome", string(transcript.Outcome) + ": " + reasonOf(t, transcript) + "\n"
}

// creationOf is the event of a user's creation. A profile without an id gets one.
func creationOf(t *testing.T, profile string) event {
	t.Helper()
	user := map[string]any{"user_id": "auth0|1"}
	decoder := json.NewDecoder(strings.NewReader(profile))
	decoder.UseNumber()
	if err := decoder.Decode(&user); err != nil {
		t.Fatalf("the profile is no JSON: %v\n%s", err, profile)
	}
	raw, err := json.Marshal(map[string]any{"id": "evt_1", "type": "user.created", "data": map[string]any{"object": user}})
	if err != nil {
		t.Fatal(err)
	}
	return event{raw: raw}
}

// reasonOf is what the Action's log says about an event that it did nothing for.
func reasonOf(t *testing.T, transcript *action.Transcript) string {
	t.Helper()
	var line struct{ Reason string }
	if err := json.Unmarshal([]byte(transcript.Logs[len(transcript.Logs)-1].Text), &line); err != nil {
		t.Fatal(err)
	}
	return line.Reason
}

// without removes members of a JSON object, and keeps the order of the others.
func without(t *testing.T, text string, names []string) string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		t.Fatal(err)
	}
	var kept []string
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(names, name.(string)) {
			kept = append(kept, fmt.Sprintf("%q:%s", name, value))
		}
	}
	return "{" + strings.Join(kept, ",") + "}"
}
