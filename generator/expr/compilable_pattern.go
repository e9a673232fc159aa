package expr

import (
	"errors"

	"cel.dev/cel-go/common/ast"

	"github.com/scimwright/scimwright/generator/internal/pattern"
)

// pattern refuses what matches() cannot search for.
func (c *compilability) pattern(e ast.Expr) {
	text, ok := Text(e)
	if !ok {
		c.refuse(e, "the pattern of `matches` has to be constant text", `write it in quotes: user.email.matches("^[a-z.]+@example[.]com$")`)
		return
	}
	_, err := pattern.Translate(text)
	var wrong *pattern.Error
	if errors.As(err, &wrong) {
		c.refuse(e, "this is no pattern: "+wrong.Error(),
			"patterns are regular expressions in the syntax of RE2: https://github.com/google/re2/wiki/Syntax")
	}
}
