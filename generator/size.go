package generator

import (
	"fmt"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/internal/bundle"
	"github.com/scimwright/scimwright/generator/source"
)

// codeSize is the code of the finding that an Action is too large.
const codeSize = "SW070"

// size judges the size of an Action, for which Auth0 has a limit. Where the
// readable form is beyond it, the minified one may do.
func (c *Checked) size(a *Action) diag.List {
	if len(a.Code) <= bundle.SizeLimit {
		return nil
	}
	minified := a.Minified
	if minified == "" {
		// An error would have been one of the readable form as well.
		minified, _, _ = bundle.Minify("", a.Code, "action.js")
	}
	at := source.Span{File: c.Mapping.File}
	if c.Mapping.Functions != nil {
		at = c.Mapping.Functions.File.Span
	}
	d := diag.Diagnostic{Severity: diag.Warning, Code: codeSize, Span: at, Help: "deploy the minified form: `scimwright generate --minify`"}
	d.Summary = fmt.Sprintf("the Action has %d bytes, and Auth0 takes %d", len(a.Code), bundle.SizeLimit)
	if len(minified) > bundle.SizeLimit {
		d.Severity = diag.Error
		d.Summary = fmt.Sprintf("the Action has %d bytes, %d minified, and Auth0 takes %d", len(a.Code), len(minified), bundle.SizeLimit)
		d.Help = "map fewer attributes, or make the tables smaller"
		if c.functions != nil {
			d.Help = "the most of it are the functions: " + c.functions.Largest()
		}
	}
	return diag.List{d}
}
