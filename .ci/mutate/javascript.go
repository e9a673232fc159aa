package main

import "regexp"

// comments and strings of JavaScript, which operators pass over.
var opaque = regexp.MustCompile("(?s)//[^\n]*|/\\*.*?\\*/|\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`")

// operators are the mistakes that are made in JavaScript, and by text in Go: what they
// replace, and by what.
var operators = []struct {
	name    string
	pattern *regexp.Regexp
	to      string
}{
	{"equality", regexp.MustCompile(`===`), "!=="},
	{"equality", regexp.MustCompile(`!==`), "==="},
	{"comparison", regexp.MustCompile(` < `), " <= "},
	{"comparison", regexp.MustCompile(` <= `), " < "},
	{"comparison", regexp.MustCompile(` > `), " >= "},
	{"comparison", regexp.MustCompile(` >= `), " > "},
	{"and", regexp.MustCompile(` && `), " || "},
	{"or", regexp.MustCompile(` \|\| `), " && "},
	{"nullish", regexp.MustCompile(` \?\? [^;,)\n]+`), ""},
	{"negation", regexp.MustCompile(`!(\w)`), "$1"},
	{"condition", regexp.MustCompile(`\bif \(`), "if (!true && "},
	{"condition", regexp.MustCompile(`\bif \(`), "if (true || "},
	{"boolean", regexp.MustCompile(`\btrue\b`), "false"},
	{"boolean", regexp.MustCompile(`\bfalse\b`), "true"},
	{"sum", regexp.MustCompile(` \+ `), " - "},
	{"difference", regexp.MustCompile(` - `), " + "},
	{"product", regexp.MustCompile(` \* `), " / "},
	{"number", regexp.MustCompile(`\b([1-9]\d*)\b`), "(1 + $1)"},
	{"bound", regexp.MustCompile(`Math\.min`), "Math.max"},
	{"bound", regexp.MustCompile(`Math\.max`), "Math.min"},
	{"quantifier", regexp.MustCompile(`\.some\(`), ".every("},
	{"quantifier", regexp.MustCompile(`\.every\(`), ".some("},
	{"case", regexp.MustCompile(`\.toLowerCase\(\)`), ""},
	{"call", regexp.MustCompile(`\bwellFormed\((\w+)\)`), "$1"},
	{"continue", regexp.MustCompile(`\bcontinue;`), "{}"},
	{"throw", regexp.MustCompile(`\n +throw [^;]+;`), "\n"},
}

// text is a string of JavaScript or Go that means something to others.
var text = regexp.MustCompile(`"[A-Za-z][\w ./:-]{2,}"`)

// javaScriptMutants finds the places of all operators.
func javaScriptMutants(source string) []mutant {
	plain := []byte(source)
	for _, at := range opaque.FindAllStringIndex(source, -1) {
		for i := at[0]; i < at[1]; i++ {
			if plain[i] != '\n' {
				plain[i] = 0
			}
		}
	}
	var all []mutant
	for _, op := range operators {
		for _, at := range op.pattern.FindAllSubmatchIndex(plain, -1) {
			from := source[at[0]:at[1]]
			to := string(op.pattern.ExpandString(nil, op.to, source, at))
			all = append(all, mutant{at: at[0], from: from, to: to, operator: op.name})
		}
	}
	comments := regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/|import [^;]*;`).FindAllStringIndex(source, -1)
	for _, at := range text.FindAllStringIndex(source, -1) {
		if !within(comments, at[0]) {
			from := source[at[0]:at[1]]
			all = append(all, mutant{at: at[0], from: from, to: `"` + from[2:], operator: "text"})
		}
	}
	return all
}

func within(ranges [][]int, at int) bool {
	for _, r := range ranges {
		if r[0] <= at && at < r[1] {
			return true
		}
	}
	return false
}
