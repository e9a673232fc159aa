package emit

import "strings"

// width is the longest line that is not broken, in characters.
const width = 100

// writeStatement writes one statement, broken over lines where it is too long.
func writeStatement(out *strings.Builder, line string) {
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	text := line[len(indent):]
	condition, rest, ok := cutCondition(text)
	switch {
	case len([]rune(line)) <= width:
		out.WriteString(line + "\n")
	case ok:
		out.WriteString(indent + condition + " {\n")
		writeStatement(out, indent+"  "+rest)
		out.WriteString(indent + "}\n")
	default:
		out.WriteString(indent + expand(text, indent) + "\n")
	}
}

// writeEntry writes one entry of an object or list literal that stands on lines of its own.
func writeEntry(out *strings.Builder, indent, text string) {
	if len([]rune(indent+text))+1 > width {
		text = expand(text, indent)
	}
	out.WriteString(indent + text + ",\n")
}

// cutCondition divides "if (…) statement" behind the condition.
func cutCondition(text string) (condition, rest string, ok bool) {
	if !strings.HasPrefix(text, "if (") {
		return "", "", false
	}
	end := closing(text, len("if "))
	if end < 0 || end+2 >= len(text) || text[end+2] == '{' {
		return "", "", false
	}
	return text[:end+1], text[end+2:], true
}

// expand puts the entries of the literal, or the arguments of the call, that
// ends a text on lines of their own.
func expand(text, indent string) string {
	if body, ok := strings.CutPrefix(text, "() => "); ok {
		indent += "  "
		if len([]rune(indent+body))+1 > width {
			body = expand(body, indent)
		}
		return "() =>\n" + indent + body
	}
	for i := 0; i < len(text); i++ {
		if end := tokenEnd(text, i); end > i {
			i = end
			continue
		}
		switch c := text[i]; {
		case (c == '{' || c == '[' || c == '(') && breakable(text, i):
			end := closing(text, i)
			tail := text[end:]
			// A literal behind the comment that tells its type stands in parentheses.
			if len(tail) > 2 && (tail != "});" || text[i-1] != '(') {
				i = end
				continue
			}
			var out strings.Builder
			out.WriteString(text[:i+1] + "\n")
			for _, entry := range entries(text[i+1 : end]) {
				writeEntry(&out, indent+"  ", entry)
			}
			out.WriteString(indent + tail)
			return out.String()
		}
	}
	return text
}

// breakable tells whether a bracket opens a literal or a call with something in
// it: parentheses that group, and brackets that index, take no comma at the end.
func breakable(text string, open int) bool {
	if closing(text, open) <= open+1 {
		return false
	}
	operand := open > 0 && endsOperand(text[open-1])
	switch text[open] {
	case '(':
		return operand
	case '[':
		return !operand && (open == 0 || text[open-1] != '.')
	}
	return true
}

// endsOperand tells of the last character of a name.
func endsOperand(c byte) bool {
	return c == '_' || c == '$' || c == ')' || c == ']' ||
		'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// closing is the place of the bracket that closes the one at open.
func closing(text string, open int) int {
	depth := 0
	for i := open; i < len(text); i++ {
		if end := tokenEnd(text, i); end > i {
			i = end
			continue
		}
		switch text[i] {
		case '{', '[', '(':
			depth++
		case '}', ']', ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// tokenEnd is the last character of the string, regular expression or comment
// that begins at a place: brackets and commas in it do not count. It is the place
// itself where none begins.
func tokenEnd(text string, at int) int {
	switch rest := text[at:]; {
	case rest[0] == '"' || rest[0] == '\'':
		return stringEnd(text, at)
	case strings.HasPrefix(rest, "/*"):
		return at + strings.Index(rest, "*/") + 1
	case rest[0] == '/' && !strings.HasPrefix(rest, "/ "): // a division has blanks around it
		return regexEnd(text, at)
	}
	return at
}

// regexEnd is the slash that ends the regular expression which begins at start. In
// a class, a slash means itself.
func regexEnd(text string, start int) int {
	class := false
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if !class {
				return i
			}
		}
	}
	return len(text) - 1
}

func stringEnd(text string, quote int) int {
	for i := quote + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[quote]:
			return i
		}
	}
	return len(text)
}

// entries divides the inside of a literal or an argument list at its commas.
func entries(inside string) []string {
	var result []string
	start, depth := 0, 0
	for i := 0; i < len(inside); i++ {
		if end := tokenEnd(inside, i); end > i {
			i = end
			continue
		}
		switch inside[i] {
		case '{', '[', '(':
			depth++
		case '}', ']', ')':
			depth--
		case ',':
			if depth == 0 {
				result = append(result, strings.TrimSpace(inside[start:i]))
				start = i + 1
			}
		}
	}
	return append(result, strings.TrimSpace(inside[start:]))
}
