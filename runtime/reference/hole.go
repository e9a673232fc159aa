package reference

import (
	"strconv"

	"cel.dev/cel-go/cel"

	"github.com/scimwright/scimwright/generator/mapping"
)

// hole is one expression, and keeps its type.
type hole struct {
	expression *mapping.Expression
	path       string // of the attribute, for messages
	program    cel.Program
	observed   *observed // nil where nobody looks on
}

func (h *hole) evaluate(v *variables) (any, error) {
	if h.observed != nil {
		return h.observed.evaluate(h, v)
	}
	value, err := h.outcome(v)
	if err != nil && !Missing(err) {
		return nil, h.problem(Reason(err), err)
	}
	return value, nil
}

// outcome is the value, or the error of the evaluation as it is.
func (h *hole) outcome(v *variables) (any, error) {
	value, _, err := h.program.Eval(v)
	if err != nil {
		return nil, err
	}
	result, err := jsonOf(value)
	if err != nil {
		return nil, err
	}
	return filled(result), nil
}

func (h *hole) problem(reason string, cause error) error {
	return &MappingError{Attribute: h.path, Reason: reason, Expression: h.expression, Cause: cause}
}

func (h *hole) hasHole() bool { return true }

// text is literal text with holes. It is empty as a whole when one of them is, but the
// others are evaluated all the same, for they may be wrong.
type text struct{ parts []textPart }

// textPart is a hole, or else literal text.
type textPart struct {
	literal string
	hole    *hole
}

func (t *text) evaluate(v *variables) (any, error) {
	var out []byte
	empty := false
	for _, part := range t.parts {
		if part.hole == nil {
			out = append(out, part.literal...)
			continue
		}
		value, err := part.hole.evaluate(v)
		if err != nil {
			return nil, err
		}
		switch value := value.(type) {
		case nil:
			empty = true
		case string:
			out = append(out, value...)
		case bool:
			out = strconv.AppendBool(out, value)
		case float64:
			out = appendNumber(out, value)
		default:
			return nil, part.hole.problem("no such overload", nil)
		}
	}
	if empty {
		return nil, nil
	}
	return filled(string(out)), nil
}

func (t *text) hasHole() bool { return true }
