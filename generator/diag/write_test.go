package diag_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// sample is a list with everything that a finding can have.
func sample() diag.List {
	file := source.NewFile("dir, one/map:ping.yaml", "version: 1\nuser:\n  titel: 100%\n  naïve: \"x\"\n  block: |\n    one\n    two\n")
	span := func(text string) source.Span {
		i := strings.Index(file.Text, text)
		return source.Span{File: file, Start: i, End: i + len(text)}
	}
	return diag.List{
		{Code: "SW101", Summary: "`titel` is not an attribute", Help: "did you mean `title`?", Span: span("titel"),
			Fix: &diag.Fix{Span: span("titel"), Replacement: "title"}},
		{Code: "SW999", Severity: diag.Warning, Summary: "100% of it,\nand ::error:: <more>", Span: span("\"x\""),
			Related: []diag.Related{{Span: span("naïve"), Text: "the key"}}},
		{Code: "SW101", Summary: "over lines", Span: span("|\n    one\n    two")},
		{Code: "SW000", Summary: "nowhere in particular"},
	}
}

func TestWriters(t *testing.T) {
	writers := []struct {
		golden string
		write  func(io.Writer, diag.List) error
	}{
		{"sample.txt", func(w io.Writer, l diag.List) error { return diag.WriteText(w, l, diag.TextOptions{}) }},
		{"sample.color.txt", func(w io.Writer, l diag.List) error { return diag.WriteText(w, l, diag.TextOptions{Color: true}) }},
		{"sample.json", diag.WriteJSON},
		{"sample.github.txt", diag.WriteGitHub},
		{"sample.sarif", diag.WriteSARIF},
	}
	if goldens, err := os.ReadDir("testdata"); err != nil || len(goldens) != len(writers) {
		t.Errorf("there are %d goldens for %d writers (%v)", len(goldens), len(writers), err)
	}
	for _, c := range writers {
		t.Run(c.golden, func(t *testing.T) {
			var b bytes.Buffer
			if err := c.write(&b, sample()); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, "testdata/"+c.golden, b.String())
			if err := c.write(brokenPipe{}, sample()); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("the writer's error is lost: got %v", err)
			}
		})
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// An empty list is a valid report as well: a machine must not meet null.
func TestNothingFound(t *testing.T) {
	var b bytes.Buffer
	if err := diag.WriteJSON(&b, nil); err != nil || strings.Join(strings.Fields(b.String()), "") != `{"diagnostics":[]}` {
		t.Errorf("JSON of nothing is %s (%v)", b.String(), err)
	}
	b.Reset()
	if err := diag.WriteSARIF(&b, nil); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Results []any
			Tool    struct{ Driver struct{ Rules []any } }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || log.Runs[0].Results == nil || log.Runs[0].Tool.Driver.Rules == nil {
		t.Errorf("SARIF of nothing lacks a run, its results or its rules: %s", b.String())
	}
	b.Reset()
	if err := diag.WriteText(&b, nil, diag.TextOptions{}); err != nil || b.Len() > 0 {
		t.Errorf("text of nothing is %q (%v)", b.String(), err)
	}
}

// Text of a mapping must not become a workflow command of its own.
func TestGitHubCommandsCannotBeInjected(t *testing.T) {
	file := source.NewFile("a\n::add-mask::b.yaml", "x\n")
	var b bytes.Buffer
	err := diag.WriteGitHub(&b, diag.List{{
		Code: "SW1", Summary: "x\r\n::set-env name=a::b", Help: "y\n::error::z", Span: source.Span{File: file, End: 1},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n"); len(lines) != 1 || strings.Contains(lines[0], "\r") {
		t.Errorf("one finding is written on %d lines: %q", len(lines), lines)
	}
}

func TestMoreThanTheLimitIsCounted(t *testing.T) {
	var l diag.List
	for i := range diag.Limit + 7 {
		l.Add(diag.Diagnostic{Code: "SW1", Summary: fmt.Sprintf("finding %d", i)})
	}
	var text, github bytes.Buffer
	if err := errors.Join(diag.WriteText(&text, l, diag.TextOptions{}), diag.WriteGitHub(&github, l)); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{"text": text.String(), "github": github.String()} {
		if n := strings.Count(got, "finding "); n != diag.Limit {
			t.Errorf("%s shows %d findings, want %d", name, n, diag.Limit)
		}
		if !strings.HasSuffix(got, "… and 7 more\n") {
			t.Errorf("%s does not count the rest", name)
		}
	}
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	want, err := os.ReadFile(path)
	if os.Getenv("UPDATE_GOLDEN") == "1" && string(want) != got {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("%s is rewritten; run again without UPDATE_GOLDEN", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", path, diff)
	}
}
