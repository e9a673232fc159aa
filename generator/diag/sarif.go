package diag

import (
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/source"
)

// The part of SARIF 2.1.0 (OASIS standard) that findings need.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string `json:"id"`
		HelpURI string `json:"helpUri"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion   `json:"deletedRegion"`
		Inserted *sarifMessage `json:"insertedContent,omitempty"`
	}
)

// WriteSARIF writes all findings as a SARIF 2.1.0 log, which code scanning tools
// read. The error is that of w.
func WriteSARIF(w io.Writer, l List) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:           "scimwright",
			InformationURI: home,
			Rules:          []sarifRule{},
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(l)),
	}
	codes := codesOf(l)
	for _, code := range codes {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, helpURI(code)})
	}
	for i := range l {
		index, _ := slices.BinarySearch(codes, l[i].Code)
		run.Results = append(run.Results, sarifResultOf(&l[i], index))
	}
	return writeIndented(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// home is where the project is.
const home = "https://github.com/scimwright/scimwright"

// helpURI is where one can read about a code: its section has no other name.
func helpURI(code string) string {
	return home + "/blob/main/docs/diagnostics.md#" + strings.ToLower(code)
}

// codesOf returns the distinct codes of a list, sorted.
func codesOf(l List) []string {
	var codes []string
	for _, d := range l {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func sarifResultOf(d *Diagnostic, rule int) sarifResult {
	text := d.Summary
	if d.Help != "" {
		text += "\n" + d.Help
	}
	r := sarifResult{RuleID: d.Code, RuleIndex: rule, Level: d.Severity.String(), Message: sarifMessage{text}}
	if d.Span.File != nil {
		r.Locations = []sarifLocation{{Physical: sarifPhysicalOf(d.Span)}}
	}
	for _, related := range d.Related {
		if related.Span.File != nil {
			r.Related = append(r.Related, sarifLocation{sarifPhysicalOf(related.Span), &sarifMessage{related.Text}})
		}
	}
	if d.Fix != nil && d.Fix.Span.File != nil {
		place := sarifPhysicalOf(d.Fix.Span)
		r.Fixes = []sarifFix{{
			Description: sarifMessage{"replace by " + Quote(d.Fix.Replacement)},
			Changes: []sarifChange{{place.Artifact, []sarifReplacement{
				{place.Region, &sarifMessage{d.Fix.Replacement}},
			}}},
		}}
	}
	return r
}

func sarifPhysicalOf(s source.Span) sarifPhysical {
	p := jsonPlaceOf(s)
	return sarifPhysical{
		Artifact: sarifArtifact{artifactURI(p.File)},
		Region:   sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn},
	}
}

// artifactURI makes a URI reference of a file name: relative to the directory
// that the tool runs in, unless the name is absolute.
func artifactURI(name string) string {
	path := filepath.ToSlash(name)
	u := url.URL{Path: path}
	if strings.HasPrefix(path, "/") {
		u.Scheme = "file"
	}
	return u.String()
}
