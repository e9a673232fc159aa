package emit_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"unicode/utf16"

	"github.com/scimwright/scimwright/generator/mapping"
)

// This file shows a disagreement so that a person can paste it.

// yaml is the mapping as people would write it.
func (d *drawnMapping) yaml() string {
	var b strings.Builder
	b.WriteString("version: 1\nuser:\n  userName: ${user.user_id}\n")
	for i, v := range d.values {
		fmt.Fprintf(&b, "  attribute%d: %s\n", i, quotedYAML(v))
	}
	b.WriteString(tablesYAML(d.values))
	return b.String()
}

// pasteable is one value in a mapping, and what it may read of a profile.
func pasteable(v mapping.Value, p profile) string {
	user := maps.Clone(p.User)
	maps.DeleteFunc(user, func(field string, _ any) bool { return !strings.Contains(showValue(v), field) })
	text, _ := json.Marshal(map[string]any{"user": user, "connection": connectionOf(p)})
	return fmt.Sprintf("version: 1\nuser:\n  userName: ${user.user_id}\n  displayName: %s\n%s%s",
		quotedYAML(v), tablesYAML([]mapping.Value{v}), inASCII(string(text)))
}

// inASCII escapes what a terminal would not show, as JSON does.
func inASCII(text string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		if unit > 0x7e {
			fmt.Fprintf(&b, `\u%04x`, unit)
		} else {
			b.WriteByte(byte(unit))
		}
	}
	return b.String()
}

func quotedYAML(v mapping.Value) string {
	return "'" + strings.ReplaceAll(showValue(v), "'", "''") + "'"
}

// tablesYAML are the tables that values use, as JSON, which YAML takes.
func tablesYAML(values []mapping.Value) string {
	var b strings.Builder
	for _, t := range randomTables {
		if strings.Contains(show(values), t.Name.Value) {
			text, _ := json.Marshal(nativeRows(t))
			fmt.Fprintf(&b, "  %s: %s\n", t.Name.Value, text)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "tables:\n" + b.String()
}
