package reference

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// MappingError tells that a profile and the mapping do not fit: an expression failed
// in another way than for want of a key, or a field of the profile is not of the type
// that Auth0 documents.
type MappingError struct {
	Attribute  string              // path of the attribute that was to be made; "" of a field
	Reason     string              // it holds no value of the profile
	Expression *mapping.Expression // that failed, with its place; nil of a field
	Cause      error               // of the evaluation; nil of a field
}

// Error implements error. It is what an Action says.
func (e *MappingError) Error() string {
	if e.Expression == nil {
		return "mapping error: " + e.Reason
	}
	at := e.Expression.Span.Pos()
	return fmt.Sprintf("mapping error: %s: %s, in ${%s} at %d:%d",
		e.Attribute, e.Reason, strings.TrimSpace(e.Expression.Source), at.Line, at.Column)
}

// Unwrap returns the error of the evaluation.
func (e *MappingError) Unwrap() error { return e.Cause }
