package check

import (
	"fmt"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// What is well-formed, and still not what one wants.

// runsOutOfTime is about the settings that the file has: their defaults go together.
func runsOutOfTime(lookups int, needed time.Duration, t mapping.Transport) diag.Diagnostic {
	var places []source.Span
	for _, at := range []source.Span{t.Budget.Span, t.Timeout.Span, t.Retries.Span} {
		if at.File != nil {
			places = append(places, at)
		}
	}
	each := fmt.Sprintf("%s and a write take up to %v each", count(lookups, "look-up"), t.Timeout.Value)
	if n := int(t.Retries.Value); n > 0 {
		each += fmt.Sprintf(", and %s of one of them as long again", count(n, "retry"))
	}
	d := diag.NewWarning(codeTime, places[0], "write a smaller timeout, fewer retries or a larger budget: "+each,
		"with a slow server, an event may take %v, and `transport.budget` is %v", needed, t.Budget.Value)
	for _, at := range places[1:] {
		d.Related = append(d.Related, diag.Related{Span: at, Text: "what takes part in it"})
	}
	return d
}

func count(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case strings.HasSuffix(what, "y"):
		what = strings.TrimSuffix(what, "y") + "ie"
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func unverifiedKey(e *mapping.Expression, attribute string) diag.Diagnostic {
	return diag.NewWarning(codeUnverified, e.Span,
		"let verified addresses in alone, with `scope: {when: '${user.email_verified}'}`, or find accounts by an `externalId` of ${user.user_id}",
		"`%s` decides whose account it is, and whoever signs up with somebody else's e-mail address gets that person's", attribute)
}

func missingActive(user source.Span) diag.Diagnostic {
	at := source.Span{File: user.File, Start: user.Start, End: user.Start}
	return diag.NewWarning(codeNoActive, at, "write `active: ${!user.blocked}`",
		"the mapping has no `active`: users who are blocked in Auth0 stay active on the server")
}

func neverAValue(at source.Span) diag.Diagnostic {
	return diag.NewWarning(codeNeverAValue, at, "remove the attribute, or write the expression that was meant",
		"the expression never has a value, so that what it stands in is never sent")
}

func constantExpression(e *mapping.Expression, literal any) diag.Diagnostic {
	help := "write the value itself, or use `user` in it"
	if literal != nil {
		if text := fmt.Sprint(literal); text == strings.TrimSpace(text) && len(text) <= 40 {
			help = "write " + diag.Quote(text) + " without ${}, or use `user`"
		}
	}
	return diag.NewWarning(codeConstant, e.Span, help, "the expression gives the same value for every user")
}

func slowPattern(at source.Span, p expr.Problem) diag.Diagnostic {
	return diag.NewWarning(codeSlowPattern, at, p.Help, "%s", p.Summary)
}
