package emit

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// attributeTable lists what the mapping maps: the attribute's path, and what it
// comes from, as the mapping has it.
func attributeTable(m *mapping.Mapping) []string {
	var rows [][2]string
	if m.User.Attribute("externalId") == nil {
		rows = append(rows, [2]string{"externalId", "${user.user_id}"})
	}
	for _, a := range m.User.Attributes {
		rows = appendRows(rows, a.Name.Value, a.Value)
	}
	longest := 0
	for _, row := range rows {
		longest = max(longest, min(len([]rune(row[0])), 48))
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = strings.TrimRight(fmt.Sprintf("%-*s  %s", longest, comment(row[0]), comment(row[1])), " ")
	}
	return lines
}

func appendRows(rows [][2]string, path string, v mapping.Value) [][2]string {
	switch v := v.(type) {
	case *mapping.Object:
		separator := "."
		if mapping.IsURN(path) {
			separator = ":"
		}
		for _, a := range v.Attributes {
			rows = appendRows(rows, path+separator+a.Name.Value, a.Value)
		}
		return rows
	case *mapping.List:
		for i, item := range v.Items {
			itemPath := fmt.Sprintf("%s[%d]", path, i)
			if text, ok := itemText(item); ok {
				rows = append(rows, [2]string{itemPath, text})
				continue
			}
			rows = appendRows(rows, itemPath, item)
		}
		return rows
	}
	return append(rows, [2]string{path, valueText(v)})
}

// itemText is an item of a multi-valued attribute on one line, where its value
// is all that comes from the profile: ${user.email}, type "work", primary true.
func itemText(v mapping.Value) (string, bool) {
	object, ok := v.(*mapping.Object)
	if !ok || object.Attribute("value") == nil {
		return "", false
	}
	text := valueText(object.Attribute("value").Value)
	for _, a := range object.Attributes {
		if a.Name.Value == "value" {
			continue
		}
		if _, literal := a.Value.(*mapping.Literal); !literal {
			return "", false
		}
		text += ", " + a.Name.Value + " " + valueText(a.Value)
	}
	return text, true
}

// valueText is a scalar as the mapping has it.
func valueText(v mapping.Value) string {
	switch v := v.(type) {
	case *mapping.Literal:
		return literal(v.Value).text
	case *mapping.Hole:
		return "${" + v.Expression.Source + "}"
	case *mapping.Text:
		var b strings.Builder
		for _, part := range v.Parts {
			if part.Expression != nil {
				b.WriteString("${" + part.Expression.Source + "}")
				continue
			}
			b.WriteString(strings.ReplaceAll(part.Literal, "${", "$${"))
		}
		return b.String()
	}
	return ""
}
