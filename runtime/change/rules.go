package change

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Rule is a part of a mapping that is not what it was.
type Rule struct {
	Path          string // such as update.method, or user.title
	Before, After string // as written; "" where there is none
	Consequence   string // in words; "" where the users tell
}

// Rules lists the rules of two mappings that differ: the settings of the policy, then
// what decides about the scope, then attributes, tables and functions.
func Rules(before, after *mapping.Mapping) []Rule {
	var rules []Rule
	for _, s := range settings {
		was, is := s.of(before), s.of(after)
		if was != is {
			rules = append(rules, Rule{s.path, was, is, s.consequence(was, is)})
		}
	}
	if was, is := expressionText(before.Scope.When), expressionText(after.Scope.When); was != is {
		rules = append(rules, Rule{"scope.when", was, is, scopeConsequence(was, is)})
	}
	rules = append(rules, attributeRules(before, after)...)
	rules = append(rules, tableRules(before, after)...)
	return append(rules, functionRules(before, after)...)
}

func expressionText(e *mapping.Expression) string {
	if e == nil {
		return ""
	}
	return "${" + strings.Join(strings.Fields(e.Source), " ") + "}"
}

func scopeConsequence(was, is string) string {
	switch {
	case was == "":
		return "users who do not meet it are left out, and updates of them do what scope.outside says"
	case is == "":
		return "every user is in scope; those who were not are made when they are next updated, if update.missing is create"
	}
	return "other users are in scope; those who leave it stay as they are on the server until they are next updated"
}

// attributeRules compares the attributes of the user.
func attributeRules(before, after *mapping.Mapping) []Rule {
	was, is := leavesOf(before.User), leavesOf(after.User)
	var rules []Rule
	for _, l := range was {
		text, still := textOf(is, l.path)
		switch {
		case !still:
			rules = append(rules, Rule{"user." + l.path, l.text, "", removedConsequence(after)})
		case text != l.text:
			consequence := ""
			switch l.path {
			case "externalId":
				consequence = "accounts that were made before are no longer found by it: they have the old one"
			case "userName":
				consequence = "accounts are renamed when their users are next updated"
			}
			rules = append(rules, Rule{"user." + l.path, l.text, text, consequence})
		}
	}
	for _, l := range is {
		if _, there := textOf(was, l.path); !there {
			rules = append(rules, Rule{"user." + l.path, "", l.text, "it is set when a user is next created or updated"})
		}
	}
	return rules
}

// removedConsequence is what becomes of values that the mapping no longer makes.
func removedConsequence(m *mapping.Mapping) string {
	if m.Update.Method.Value == mapping.MethodPut {
		return "its value is removed from an account by the next PUT"
	}
	return "its value stays on the server: update.method " + m.Update.Method.Value + " leaves alone what the mapping does not have"
}

type leaf struct{ path, text string }

func textOf(leaves []leaf, path string) (string, bool) {
	for _, l := range leaves {
		if l.path == path {
			return l.text, true
		}
	}
	return "", false
}

// leavesOf are the attributes of a user that are no objects or lists, by their path.
func leavesOf(o *mapping.Object) []leaf {
	var all []leaf
	var visit func(v mapping.Value, path string)
	visit = func(v mapping.Value, path string) {
		switch v := v.(type) {
		case *mapping.Object:
			for _, a := range v.Attributes {
				visit(a.Value, below(path, a.Name.Value))
			}
		case *mapping.List:
			for i, item := range v.Items {
				visit(item, path+"["+strconv.Itoa(i)+"]")
			}
		default:
			all = append(all, leaf{path, valueText(v)})
		}
	}
	visit(o, "")
	if o.Attribute("externalId") == nil {
		all = append(all, leaf{"externalId", "${user.user_id}"}) // which every account has
	}
	return all
}

// valueText is a value of a mapping in one form, however YAML quotes it.
func valueText(v mapping.Value) string {
	switch v := v.(type) {
	case *mapping.Literal:
		return plainText(v.Value)
	case *mapping.Hole:
		return expressionText(v.Expression)
	case *mapping.Text:
		var b strings.Builder
		for _, part := range v.Parts {
			if part.Expression != nil {
				b.WriteString(expressionText(part.Expression))
			} else {
				b.WriteString(part.Literal)
			}
		}
		return b.String()
	}
	var parts []string
	switch v := v.(type) {
	case *mapping.Object:
		for _, a := range v.Attributes {
			parts = append(parts, a.Name.Value+": "+valueText(a.Value))
		}
	case *mapping.List:
		for _, item := range v.Items {
			parts = append(parts, valueText(item))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func plainText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}

// tableRules compares lookup tables, row by row.
func tableRules(before, after *mapping.Mapping) []Rule {
	return leafRules(rowsOf(before), rowsOf(after))
}

// leafRules are the leaves of two lists that are not the same.
func leafRules(was, is []leaf) []Rule {
	var rules []Rule
	for _, l := range was {
		if text, _ := textOf(is, l.path); text != l.text {
			rules = append(rules, Rule{Path: l.path, Before: l.text, After: text})
		}
	}
	for _, l := range is {
		if _, there := textOf(was, l.path); !there {
			rules = append(rules, Rule{Path: l.path, After: l.text})
		}
	}
	return rules
}

func rowsOf(m *mapping.Mapping) []leaf {
	var all []leaf
	for _, t := range m.Tables {
		for _, row := range t.Rows {
			all = append(all, leaf{"tables." + t.Name.Value + "[" + plainText(row.Key.Value) + "]", valueText(row.Value)})
		}
	}
	return all
}

// functionRules compares the functions of a mapping's own by their signatures. What they
// do is for the users to tell.
func functionRules(before, after *mapping.Mapping) []Rule {
	signatures := func(m *mapping.Mapping) []leaf {
		var all []leaf
		if m.Functions == nil {
			return nil
		}
		for _, f := range m.Functions.Exports {
			all = append(all, leaf{"functions." + f.Name.Value, f.Span.Text()})
		}
		return all
	}
	return leafRules(signatures(before), signatures(after))
}
