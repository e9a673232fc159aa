package check

import (
	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Settings that do not go together.

func noEffect(at source.Span, setting, needs string) diag.Diagnostic {
	return diag.NewWarning(codeNoEffect, at, "set `"+needs+"`, or leave the key out",
		"`%s` has no effect without `%s`", setting, needs)
}

func nothingToAdopt(at source.Span) diag.Diagnostic {
	return diag.NewWarning(codeNoEffect, at, "add `userName` to `match.by`, or leave the key out",
		"`create.conflict: adopt` has no effect: an account without externalId is found by its userName, and `match.by` lacks it")
}

func missingHeader(at source.Span) diag.Diagnostic {
	return diag.NewError(codeAuth, at, "name it: `auth: {type: header, header: X-Api-Key}`",
		"`auth.type: header` needs the name of the header, `auth.header`")
}

func orderNotMapped(order mapping.String) diag.Diagnostic {
	return diag.NewError(codeOrder, order.Span, "map it under `user`, as ${user.updated_at}",
		"the mapping has no attribute %s, by which `update.order` is to tell older events from newer ones", diag.Quote(order.Value))
}

func orderNoTime(at source.Span, order string) diag.Diagnostic {
	return diag.NewError(codeOrder, at, "write ${user.updated_at}",
		"%s is to tell older events from newer ones, and this is no expression of a time", diag.Quote(order))
}
