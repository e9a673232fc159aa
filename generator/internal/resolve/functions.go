package resolve

import (
	"fmt"
	"os"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/internal/bundle"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Functions bundles the functions that a mapping brings along, with all that
// their file imports. It is nil where the mapping has none, or where the findings
// have an error. A finding about the code is at its place in the file of the code.
func Functions(m *mapping.Mapping) (*bundle.Library, diag.List) {
	if m.Functions == nil || m.Functions.File.Value == "" || len(m.Functions.Exports) == 0 {
		return nil, nil
	}
	names := make([]string, len(m.Functions.Exports))
	for i, f := range m.Functions.Exports {
		names[i] = f.Name.Value
	}
	library, problems := bundle.Functions(Folder(m), m.Functions.File.Value, names)
	var found diag.List
	files := map[string]*source.File{}
	for _, p := range problems {
		found.Add(badFunctions(m, p, files))
	}
	found.Sort()
	return library, found
}

// badFunctions puts a problem at its place: in the code, or where it cannot be
// shown there, at what the mapping says of it.
func badFunctions(m *mapping.Mapping, p bundle.Problem, files map[string]*source.File) diag.Diagnostic {
	named := m.Functions.File.Span
	for _, f := range m.Functions.Exports {
		if f.Name.Value == p.Export {
			return diag.NewError(codeFunctions, f.Name.Span, p.Help, "%s", p.Summary)
		}
	}
	if p.Line == 0 {
		if p.Path != "" && p.Path != m.Functions.File.Value {
			p.Summary = p.Path + ": " + p.Summary
		}
		return diag.NewError(codeFunctions, named, p.Help, "%s", p.Summary)
	}
	file := fileOfCode(m, p.Path, files)
	if file == nil {
		return diag.NewError(codeFunctions, named, p.Help, "%s", fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Summary))
	}
	at := file.Offset(source.Pos{Line: p.Line, Column: p.Column})
	d := diag.NewError(codeFunctions, source.Span{File: file, Start: at, End: min(at+1, len(file.Text))}, p.Help, "%s", p.Summary)
	d.Related = []diag.Related{{Span: named, Text: "the mapping names the file here"}}
	return d
}

// fileOfCode is a file of code, for its lines to be shown; nil where it is one of a
// package, under a name that is no path.
func fileOfCode(m *mapping.Mapping, path string, files map[string]*source.File) *source.File {
	if file, ok := files[path]; ok {
		return file
	}
	if text, err := os.ReadFile(location(m, path)); err == nil && len(text) <= MaxFileSize {
		files[path] = source.NewFile(shown(m, path), string(text))
	}
	return files[path]
}
