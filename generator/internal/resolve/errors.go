package resolve

import (
	"errors"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// The file as such, at its name in the mapping.

func fileMissing(named mapping.String, path string) diag.Diagnostic {
	return diag.NewError(codeFile, named.Span, "paths begin at the folder of the mapping; save what your server answers under /Schemas, or correct the path",
		"there is no file %s", diag.Quote(path))
}

func notAFile(named mapping.String, folder bool) diag.Diagnostic {
	what := "not a file"
	if folder {
		what = "a folder"
	}
	return diag.NewError(codeFile, named.Span, "name a file", "%s is %s", diag.Quote(named.Value), what)
}

func fileTooLarge(named mapping.String, size int64) diag.Diagnostic {
	return diag.NewError(codeFile, named.Span, "see whether this is the file that you meant", "%s has %d bytes, and a file of schemas has at most %d",
		diag.Quote(named.Value), size, MaxFileSize)
}

func fileUnreadable(named mapping.String, err error) diag.Diagnostic {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return diag.NewError(codeFile, named.Span, "see that it can be read", "%s cannot be read: %v", diag.Quote(named.Value), err)
}

// The content of the file, at its place there.

const howToGet = "save what your server answers under /Schemas"

func (r *reader) notJSON(offset int, err error) diag.Diagnostic {
	end := offset
	if offset < len(r.file.Text) {
		_, size := utf8.DecodeRuneInString(r.file.Text[offset:])
		end += size
	}
	at := source.Span{File: r.file, Start: offset, End: end}
	return diag.NewError(codeNotJSON, at, howToGet, "the file is not JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
}

func (r *reader) noSchema(n *node) diag.Diagnostic {
	return diag.NewError(codeNotASchema, r.head(n), howToGet, "the file holds no schema")
}

func (r *reader) notASchema(n *node) diag.Diagnostic {
	return diag.NewError(codeNotASchema, r.head(n), "a schema has an `id`, which is its URN, and a list `attributes`; "+howToGet, "this is not a SCIM schema")
}

func (r *reader) wrongKind(n *node, name string, want kind) diag.Diagnostic {
	return diag.NewError(codeBadSchema, r.head(n), "see RFC 7643 section 7", "%s must be %s, and this is %s", name, want, n.kind)
}

func (r *reader) notAnAttribute(n *node) diag.Diagnostic {
	return diag.NewError(codeBadSchema, r.head(n), "an attribute is an object with a `name` and a `type`", "an attribute must be an object, and this is %s", n.kind)
}

func (r *reader) badSchema(at source.Span, problem string) diag.Diagnostic {
	return diag.NewError(codeBadSchema, at, "correct the file, and tell those who run the server: RFC 7643 section 7 has the form of a schema", "%s", problem)
}

func (r *reader) definedTwice(id *node, urn string, first source.Span) diag.Diagnostic {
	d := diag.NewError(codeTwice, r.span(id), "remove one of the two", "the schema %s is defined twice", diag.Quote(urn))
	d.Related = []diag.Related{{Span: first, Text: "first defined here"}}
	return d
}
