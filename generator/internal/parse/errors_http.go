package parse

import (
	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Settings of requests, and the path of an attribute.

func badHeaderName(s mapping.String) diag.Diagnostic {
	return diag.NewError(codeHeader, s.Span, "write letters, digits and hyphens, such as `X-Api-Key`",
		"%s cannot be the name of a header", diag.Quote(s.Value))
}

func reservedHeaderName(s mapping.String, by string) diag.Diagnostic {
	return diag.NewError(codeHeader, s.Span, "remove it", "the header %s is set by %s", diag.Quote(s.Value), by)
}

func badHeaderValue(s mapping.String, path string) diag.Diagnostic {
	return diag.NewError(codeHeader, s.Span, "write printable ASCII, on one line and without blanks around it",
		"%s cannot be the value of a header, as `%s` must be", diag.Quote(s.Value), path)
}

func noHeaders(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeHeader, at, "write a header, such as `User-Agent: acme-provisioning`, or leave the key out",
		"`%s` has no header", path)
}

func badTokenURL(s mapping.String, path string) diag.Diagnostic {
	return diag.NewError(codeTokenURL, s.Span, "write the whole address, from https:// on, without a user name, password or #fragment",
		"`%s` must be a URL that begins with https://", path)
}

func badScope(s mapping.String, path string) diag.Diagnostic {
	return diag.NewError(codeScope, s.Span, "write each scope as an item of its own, such as `[scim.read, scim.write]`",
		"%s cannot be an item of `%s`", diag.Quote(s.Value), path)
}

func badAttributePath(s mapping.String, path string) diag.Diagnostic {
	return diag.NewError(codeOrderPath, s.Span, "write the name of an attribute, or URN:attribute for one of an extension",
		"%s is not the path of an attribute, as `%s` must be", diag.Quote(s.Value), path)
}
