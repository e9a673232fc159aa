package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/source"
)

// A test with `cases` is a table: one test for each row, in which <name> stands for the
// row's value of that name.

var placeholder = regexp.MustCompile(`<([\p{L}_][\p{L}\p{N}_ .-]*)>`)

// rows are the tests of a node: one, or one for each of its cases.
func (r *reader) rows(node *yaml.Node) []Test {
	node = merged(node)
	cases, without := split(node, "cases")
	if cases == nil {
		return []Test{r.test(node, node.Line)}
	}
	rows := r.list(cases, "the cases")
	if len(rows) == 0 && len(r.found) == 0 {
		r.refuse(codeCases, cases, "list a map for each: {email: ada@example.com, want: ada}", "there are no cases")
	}
	columns := map[string]bool{}
	for _, row := range rows {
		if row = merged(row); row.Kind != yaml.MappingNode {
			r.refuse(codeCases, row, "write {email: ada@example.com, want: ada}", "a case has to be a map")
			return nil
		}
		for i := 0; i < len(row.Content); i += 2 {
			if name := row.Content[i].Value; name == "any" || name == "absent" {
				r.refuse(codeCases, row.Content[i], "choose another name", "`<%s>` has a meaning of its own", name)
			} else {
				columns[name] = true
			}
		}
	}
	r.unknownPlaceholders(without, sortedKeys(columns))
	if len(r.found) > 0 {
		return nil
	}
	var tests []Test
	for n, row := range rows {
		row = merged(row)
		values := map[string]*yaml.Node{}
		for i := 0; i+1 < len(row.Content); i += 2 {
			values[row.Content[i].Value] = resolved(row.Content[i+1])
		}
		t := r.test(filled(without, values, columns), row.Line)
		if slices.ContainsFunc(tests, func(other Test) bool { return other.Name == t.Name }) || !mentions(without, "name") {
			t.Name = fmt.Sprintf("%s, case %d", t.Name, n+1)
		}
		if t.snapshot != nil {
			r.refuse(codeCases, cases, "give that test an entry of its own, or expect something else", "a snapshot is of one test, and these are several")
		}
		tests = append(tests, t)
	}
	return tests
}

// mentions tells whether the value of a key has a placeholder in it.
func mentions(node *yaml.Node, key string) bool {
	value, _ := split(node, key)
	return value != nil && placeholder.MatchString(value.Value)
}

// split takes a key out of a map.
func split(node *yaml.Node, key string) (value, rest *yaml.Node) {
	if node.Kind != yaml.MappingNode {
		return nil, node
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			copied := *node
			copied.Content = slices.Concat(node.Content[:i], node.Content[i+2:])
			return node.Content[i+1], &copied
		}
	}
	return nil, node
}

// unknownPlaceholders refuses those that are nearly columns.
func (r *reader) unknownPlaceholders(node *yaml.Node, columns []string) {
	for _, child := range node.Content {
		r.unknownPlaceholders(resolved(child), columns)
	}
	if node.Kind != yaml.ScalarNode {
		return
	}
	for _, m := range placeholder.FindAllStringSubmatch(node.Value, -1) {
		name := m[1]
		if name == "any" || name == "absent" || slices.Contains(columns, name) {
			continue
		}
		if near, ok := source.Nearest(name, columns); ok {
			r.refuse(codeCases, node, "did you mean <"+near+">?", "no case has a `%s`", name)
		} else if m[0] == node.Value {
			r.refuse(codeCases, node, "the cases have "+strings.Join(columns, ", "), "no case has a `%s`", name)
		}
	}
}

// filled is a copy of a node in which values stand for their placeholders. What a case
// has no value for is left out, with its key.
func filled(node *yaml.Node, values map[string]*yaml.Node, columns map[string]bool) *yaml.Node {
	node = resolved(node)
	copied := *node
	copied.Content = nil
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			key, value := filled(node.Content[i], values, columns), filled(node.Content[i+1], values, columns)
			if key != nil && value != nil {
				copied.Content = append(copied.Content, key, value)
			}
		}
		return &copied
	case yaml.SequenceNode:
		for _, item := range node.Content {
			if value := filled(item, values, columns); value != nil {
				copied.Content = append(copied.Content, value)
			}
		}
		return &copied
	}
	if m := placeholder.FindStringSubmatch(node.Value); m != nil && m[0] == node.Value && columns[m[1]] {
		return values[m[1]]
	}
	copied.Value = placeholder.ReplaceAllStringFunc(node.Value, func(text string) string {
		name := strings.Trim(text, "<>")
		if !columns[name] {
			return text
		}
		if value := values[name]; value != nil {
			return value.Value
		}
		return ""
	})
	return &copied
}
