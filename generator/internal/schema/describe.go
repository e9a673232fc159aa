package schema

import "strings"

// describe adds what the notes have about a path to its schema.
func (n notes) describe(v *node, path string) *node {
	note := n[path]
	if note.about == "" {
		note.about = n["*"+path[max(0, strings.LastIndexByte(path, '.')):]].about
	}
	if v.Description != "" && note.about != "" {
		v.Description += " "
	}
	v.Description += note.about
	v.Examples = append(note.examples, v.Examples...)
	return v
}
