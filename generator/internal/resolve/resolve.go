// Package resolve reads the files that a mapping names: SCIM schemas, in the JSON
// that a server gives for them, and functions in JavaScript or TypeScript. Paths are relative to the folder of the mapping's
// own file.
package resolve

import (
	"cmp"
	"path/filepath"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// SchemaFile is a file of schemas and what it holds.
type SchemaFile struct {
	Named   mapping.String // the entry of the mapping
	Schemas []*scim.Schema
}

// Folder is where the files are that a mapping names: beside the mapping, in the
// current folder where the mapping is in no file.
func Folder(m *mapping.Mapping) string {
	return cmp.Or(m.File.Folder, filepath.Dir(m.File.Name))
}

// location is where a file that the mapping names is found.
func location(m *mapping.Mapping, name string) string {
	return filepath.Join(Folder(m), filepath.FromSlash(name))
}

// shown is how messages call it: from where they call the mapping.
func shown(m *mapping.Mapping, name string) string {
	return filepath.Join(filepath.Dir(m.File.Name), filepath.FromSlash(name))
}

// Schemas reads the schemas that a mapping names. A file that has an error gives
// none. A finding about the content of a file is at its place in that file.
func Schemas(m *mapping.Mapping) ([]SchemaFile, diag.List) {
	r := &reader{defined: map[string]source.Span{}}
	var files []SchemaFile
	for _, named := range m.Schemas {
		r.named = named
		text, ok := r.read(location(m, named.Value), shown(m, named.Value))
		if !ok {
			continue
		}
		r.file = source.NewFile(shown(m, named.Value), text)
		if schemas := r.schemas(); len(schemas) > 0 {
			files = append(files, SchemaFile{named, schemas})
		}
	}
	r.diags.Sort()
	return files, r.diags
}

// reader is the state of reading the files of one mapping.
type reader struct {
	diags   diag.List
	named   mapping.String         // the entry whose file is read
	file    *source.File           // that file
	defined map[string]source.Span // ids of the schemas so far, folded
}

// report adds a finding; one within a file says who named the file.
func (r *reader) report(d diag.Diagnostic) {
	if d.Span.File != r.named.Span.File {
		d.Related = append(d.Related, diag.Related{Span: r.named.Span, Text: "the mapping names the file here"})
	}
	r.diags.Add(d)
}

func (r *reader) span(n *node) source.Span {
	return source.Span{File: r.file, Start: n.start, End: n.end}
}

// head is the place of a value in messages: its first character where it has
// something inside.
func (r *reader) head(n *node) source.Span {
	s := r.span(n)
	if n.kind == kindObject || n.kind == kindArray {
		s.End = s.Start + 1
	}
	return s
}
