package bundle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// Problem is what is wrong with the functions of a mapping. Its texts are those
// of a diagnostic: lower case, without a final stop.
type Problem struct {
	Path    string // of the file concerned, relative to the mapping
	Line    int    // from 1; 0 when the file is concerned as a whole
	Column  int    // from 1, in code points
	Export  string // the function concerned; "" when it is none of the mapping's
	Summary string
	Help    string // may be empty
}

// String returns the problem as compilers write one.
func (p Problem) String() string {
	text := p.Path
	if p.Line > 0 {
		text += fmt.Sprintf(":%d:%d", p.Line, p.Column)
	}
	text += ": " + p.Summary
	if p.Help != "" {
		text += " (" + p.Help + ")"
	}
	return text
}

var (
	unresolved = regexp.MustCompile(`^Could not resolve "(.*)"$`)
	unexported = regexp.MustCompile(`^No matching export in "(.*)" for import "(.*)"$`)
)

// problems turns esbuild's messages into ours.
func (b *build) problems(messages []api.Message) []Problem {
	var result []Problem
	for _, m := range messages {
		p := b.place(m)
		if found := unresolved.FindStringSubmatch(m.Text); found != nil {
			p.Summary, p.Help = b.unresolved(found[1], m)
		} else if found := unexported.FindStringSubmatch(m.Text); found != nil && p.Path == entryName {
			p = b.unexported(found[2])
		} else {
			p.Summary, p.Help = reworded(m.Text)
		}
		if p.Path == entryName {
			p.Path, p.Line, p.Column = b.file, 0, 0
		}
		if !slices.Contains(result, p) {
			result = append(result, p)
		}
	}
	return result
}

// place tells where a message belongs.
func (b *build) place(m api.Message) Problem {
	if m.Location == nil {
		return Problem{Path: b.file}
	}
	at := m.Location
	before := at.LineText[:min(at.Column, len(at.LineText))]
	return Problem{Path: inPackage(at.File), Line: at.Line, Column: utf8.RuneCountInString(before) + 1}
}

// rewordings are messages of esbuild that speak of its options, and what they
// mean here.
var rewordings = []struct{ text, summary, help string }{
	{"Top-level await", "there is an await outside of a function, and a file that waits cannot be part of an Action",
		"do without it: expressions are computed at once"},
	{`This "import" expression will not be bundled`, "an import() whose argument is no literal cannot be followed",
		"import the file by name"},
	{`This call to "require" will not be bundled`, "a require() whose argument is no literal cannot be followed",
		"import the file by name"},
	{"The regular expression flag", "a regular expression has the flag v or d, which the checks of an Action do not know",
		"use the flag u"},
	{"No loader is configured", "a file of this kind cannot be part of an Action", "import JavaScript, TypeScript, JSON or text"},
}

func reworded(text string) (summary, help string) {
	for _, r := range rewordings {
		if strings.HasPrefix(text, r.text) {
			return r.summary, r.help
		}
	}
	if text != "" {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text, ""
}

// unresolved tells of an import that leads nowhere.
func (b *build) unresolved(name string, m api.Message) (summary, help string) {
	for _, note := range m.Notes {
		if strings.Contains(note.Text, "is not exported by package") {
			return fmt.Sprintf("the package does not let `%s` be imported", name), "see what its package.json has under `exports`"
		}
	}
	switch {
	case isBuiltIn(name):
		summary = fmt.Sprintf("`%s` is a part of Node that functions of a mapping cannot use", name)
		if chain := b.chain(name); len(chain) > 2 {
			summary += ": it is imported by " + strings.Join(chain[:len(chain)-1], " > ")
			return summary, "take another package, or a build of it for browsers"
		}
		return summary, "compute with what JavaScript itself has"
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "/"):
		return fmt.Sprintf("there is no file `%s`", name), "its path is relative to the file that imports it"
	default:
		return fmt.Sprintf("the package `%s` is not installed", packageOf(name)),
			fmt.Sprintf("run `npm install %s` in the folder of the mapping", packageOf(name))
	}
}

// helpersOfEsbuild is where esbuild has what stands for syntax that it replaces.
const helpersOfEsbuild = "<runtime>"

// remote refuses imports that esbuild leaves as they are: an Action is one file.
func (b *build) remote(g *graph) []Problem {
	var result []Problem
	for _, file := range g.files() {
		for _, imported := range g.Inputs[file].Imports {
			// A require that may fail stands in a try, and fails in the Action too.
			if imported.External && imported.Kind != "require-call" && imported.Path != helpersOfEsbuild {
				result = append(result, Problem{Path: inPackage(file),
					Summary: fmt.Sprintf("`%s` is not a file of this machine", imported.Path),
					Help:    "install the package with npm, and import it by its name"})
			}
		}
	}
	return result
}

// size refuses a library that is too large by itself, even when it is minified.
func (b *build) size(l *Library) *Problem {
	result := api.Transform(l.declaration, api.TransformOptions{Target: target, MinifyWhitespace: true,
		MinifyIdentifiers: true, MinifySyntax: true, LogLevel: api.LogLevelSilent})
	if len(result.Code) <= SizeLimit {
		return nil
	}
	return &Problem{Path: b.file,
		Summary: fmt.Sprintf("the functions take %d bytes, minified, and the whole Action may take %d", len(result.Code), SizeLimit),
		Help:    "the most of it: " + l.Largest()}
}

// Largest lists what takes the most room, for the message that there is too much.
// What a package takes is known before it is minified alone.
func (l *Library) Largest() string {
	parts := []string{fmt.Sprintf("%s, %d bytes unminified", l.File, l.Own)}
	bySize := slices.SortedStableFunc(slices.Values(l.Packages), func(a, b Package) int { return b.Bytes - a.Bytes })
	if len(bySize) > 0 {
		parts = nil
	}
	for _, p := range bySize[:min(3, len(bySize))] {
		parts = append(parts, fmt.Sprintf("%s, %d bytes unminified", p.Name, p.Bytes))
	}
	return strings.Join(parts, "; ")
}
