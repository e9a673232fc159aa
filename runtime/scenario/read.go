package scenario

import (
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// Read reads a file of scenarios, by the name that messages call it. What is wrong with
// it tells where, and what would be right; the file is nil then.
func Read(name, text string) (*File, diag.List) {
	d, found := Parse(name, text)
	if d == nil {
		return nil, found
	}
	return d.File()
}

// Document is a file of scenarios whose tests are not read yet.
type Document struct {
	// Mapping and MappingFile are those of [File]. Whoever makes the engines of the mapping
	// can do so while the tests are read.
	Mapping     string
	MappingFile string

	reader *reader
	file   *File
	tests  *yaml.Node // nil where there are none
	root   *yaml.Node
}

// Parse reads the YAML of a file. What is wrong with it tells where; the document is nil
// then.
func Parse(name, text string) (*Document, diag.List) {
	r := &reader{file: source.NewFile(name, text)}
	var document yaml.Node
	err := yaml.NewDecoder(strings.NewReader(r.file.Text)).Decode(&document)
	switch {
	case errors.Is(err, io.EOF):
		r.found.Add(diag.NewError(codeNoTests, source.Span{File: r.file}, "list them under `tests`", "it has no tests"))
		return nil, r.found
	case err != nil:
		r.found.Add(r.syntax(err))
		return nil, r.found
	}
	if r.aliases(document.Content[0]); len(r.found) > 0 {
		return nil, r.found
	}
	d := &Document{reader: r, root: document.Content[0], file: &File{Source: r.file, MappingFile: "scimwright.yaml"}}
	r.fields(d.root, "a file of scenarios", map[string]func(*yaml.Node){
		"mapping": func(n *yaml.Node) { r.mapping(d.file, n) },
		"secrets": func(n *yaml.Node) { d.file.Secrets = r.secrets(n) },
		"tests":   func(n *yaml.Node) { d.tests = n },
	})
	d.Mapping, d.MappingFile = d.file.Mapping, d.file.MappingFile
	return d, nil
}

// File reads the tests. What is wrong with the file tells where, and what would be right;
// the file is nil then.
func (d *Document) File() (*File, diag.List) {
	r, f := d.reader, d.file
	switch {
	case d.tests != nil:
		for _, n := range r.list(d.tests, "tests") {
			f.Tests = append(f.Tests, r.rows(n)...)
		}
		if len(f.Tests) == 0 && len(r.found) == 0 {
			r.refuse(codeNoTests, d.tests, "list one with a `name`, an `event` or a `user`, and what to `expect`", "it has no tests")
		}
	case len(r.found) == 0:
		r.refuse(codeNoTests, d.root, "list them under `tests`", "it has no tests")
	}
	if len(r.found) > 0 {
		r.found.Sort()
		return nil, r.found
	}
	return f, nil
}

// lineOfError finds the line that yaml.v3 tells in its words alone.
var lineOfError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

func (r *reader) syntax(err error) diag.Diagnostic {
	message, line := err.Error(), 1
	if m := lineOfError.FindStringSubmatch(message); m != nil {
		message = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
	}
	at := r.file.Offset(source.Pos{Line: line, Column: 1})
	return diag.NewError(codeNoYAML, source.Span{File: r.file, Start: at, End: at},
		"text that holds : # { [ & * ! | > % @ or begins with one of them belongs into quotes; look at the lines around, too", "this is no YAML: %s", message)
}

func (r *reader) mapping(f *File, n *yaml.Node) {
	if n = resolved(n); n.Kind == yaml.ScalarNode {
		f.MappingFile = r.text(n, "the mapping")
		return
	}
	text, err := yaml.Marshal(n)
	if err != nil {
		r.refuse(codeValue, n, "", "the mapping cannot be read: %v", err)
	}
	f.Mapping, f.MappingFile = string(text), ""
	if asWritten := r.block(n); sameYAML(asWritten, string(text)) {
		f.Mapping = asWritten
	}
}

// block is the text of a map on lines of its own, at the places where it stands: so that
// what is wrong with a mapping is told where it was written.
func (r *reader) block(n *yaml.Node) string {
	if n.Style&yaml.FlowStyle != 0 {
		return ""
	}
	lines := strings.SplitAfter(r.file.Text, "\n")
	end := blockEnd(lines, n.Line, n.Column-1)
	return strings.Repeat("\n", n.Line-1) + strings.Join(lines[n.Line-1:end], "")
}

// sameYAML tells whether two texts hold the same.
func sameYAML(a, b string) bool {
	var first, second yaml.Node
	if a == "" || yaml.Unmarshal([]byte(a), &first) != nil || yaml.Unmarshal([]byte(b), &second) != nil {
		return false
	}
	textA, errA := yaml.Marshal(first.Content[0])
	textB, errB := yaml.Marshal(second.Content[0])
	return errA == nil && errB == nil && string(textA) == string(textB)
}

func (r *reader) secrets(n *yaml.Node) map[string]string {
	secrets := map[string]string{}
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		r.refuse(codeValue, n, "", "secrets have to be a map of names and texts")
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		secrets[n.Content[i].Value] = r.text(n.Content[i+1], "a secret")
	}
	return secrets
}

// test reads a test, whose placeholders are filled in.
func (r *reader) test(node *yaml.Node, line int) Test {
	t := Test{Line: line}
	expected := node
	r.fields(node, "a test", map[string]func(*yaml.Node){
		"name":       func(n *yaml.Node) { t.Name = r.text(n, "the name") },
		"now":        func(n *yaml.Node) { t.Now = r.moment(n) },
		"user":       func(n *yaml.Node) { t.User = r.object(n, "the user") },
		"connection": func(n *yaml.Node) { t.Connection = r.object(n, "the connection") },
		"given":      func(n *yaml.Node) { r.given(&t, n) },
		"dialect":    func(n *yaml.Node) { t.Dialect = r.values(n, "the dialect") },
		"server":     func(n *yaml.Node) { t.Server = r.values(n, "what the server does") },
		"tokens":     func(n *yaml.Node) { r.tokens(&t, n) },
		"secrets":    func(n *yaml.Node) { t.Secrets = r.secrets(n) },
		"seed":       func(n *yaml.Node) { t.Seed = r.seed(n) },
		"event":      func(n *yaml.Node) { t.Events = append(t.Events, r.object(n, "the event")) },
		"events": func(n *yaml.Node) {
			for _, item := range r.list(n, "the events") {
				t.Events = append(t.Events, r.object(item, "an event"))
			}
		},
		"expect": func(n *yaml.Node) { expected = n; r.expect(&t, n) },
	})
	if len(r.found) == 0 {
		if err := t.check(); err != nil {
			r.refuse(codeValue, node, "", "%v", err)
		} else if err := t.checkExpect(); err != nil {
			var unfit *unfitError
			help := ""
			if errors.As(err, &unfit) {
				help = unfit.help
			}
			r.refuse(codeValue, expected, help, "%v", err)
		}
	}
	return t
}

func (r *reader) given(t *Test, n *yaml.Node) {
	r.fields(n, "given", map[string]func(*yaml.Node){"users": func(n *yaml.Node) {
		for _, item := range r.list(n, "the users") {
			t.Users = append(t.Users, r.object(item, "a user"))
		}
	}})
}

func (r *reader) tokens(t *Test, n *yaml.Node) {
	for _, item := range r.list(n, "the tokens") {
		var token Token
		number := func(n *yaml.Node, what string) (i int) {
			if err := n.Decode(&i); err != nil {
				r.refuse(codeValue, n, "", "%s has to be a whole number", what)
			}
			return i
		}
		r.fields(item, "a token", map[string]func(*yaml.Node){
			"status":     func(n *yaml.Node) { token.Status = number(n, "the status") },
			"body":       func(n *yaml.Node) { token.Body = r.value(n) },
			"expires_in": func(n *yaml.Node) { token.ExpiresIn = r.value(n) },
			"delay":      func(n *yaml.Node) { token.Delay = r.duration(n) },
		})
		t.Tokens = append(t.Tokens, token)
	}
}

func (r *reader) duration(n *yaml.Node) time.Duration {
	d, err := time.ParseDuration(r.text(n, "a duration"))
	if err != nil || d < 0 {
		r.refuse(codeValue, n, "write it as 90s or 10m", "this is no duration")
	}
	return d
}

func (r *reader) moment(n *yaml.Node) time.Time {
	text := r.text(n, "the time")
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	r.refuse(codeValue, n, "write it as 2026-03-01T09:00:00Z, or as 2026-03-01", "%s is no time", diag.Quote(text))
	return time.Time{}
}

func (r *reader) seed(n *yaml.Node) uint64 {
	var seed uint64
	if err := n.Decode(&seed); err != nil {
		r.refuse(codeValue, n, "", "the seed has to be a whole number, from 0 on")
	}
	return seed
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
