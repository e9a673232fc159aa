package diag

import (
	"encoding/json"
	"io"

	"github.com/scimwright/scimwright/generator/source"
)

// jsonReport is the shape of [WriteJSON]. It is stable: keys may be added, and
// none changes its meaning.
type jsonReport struct {
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonDiagnostic struct {
	Severity string `json:"severity"` // "error" or "warning"
	Code     string `json:"code"`
	Summary  string `json:"summary"`
	Help     string `json:"help,omitempty"`
	jsonPlace
	Related []jsonRelated `json:"related,omitempty"`
	Fix     *jsonFix      `json:"fix,omitempty"`
}

// jsonPlace is a span as people count: lines and columns from 1, columns in code
// points, the end exclusive. It is absent where a finding has no place.
type jsonPlace struct {
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

type jsonRelated struct {
	Text string `json:"text"`
	jsonPlace
}

type jsonFix struct {
	Replacement string `json:"replacement"`
	jsonPlace
}

// WriteJSON writes all findings for programs, as one JSON object:
//
//	{"diagnostics": [{
//	  "severity": "error", "code": "SW101", "summary": "…", "help": "…",
//	  "file": "mapping.yaml", "line": 4, "column": 3, "endLine": 4, "endColumn": 8,
//	  "related": [{"text": "…", "file": …}],
//	  "fix": {"replacement": "title", "file": …}
//	}]}
//
// Lines and columns count from 1, columns in code points; the end is exclusive.
// The error is that of w.
func WriteJSON(w io.Writer, l List) error {
	report := jsonReport{Diagnostics: make([]jsonDiagnostic, 0, len(l))}
	for _, d := range l {
		j := jsonDiagnostic{
			Severity: d.Severity.String(), Code: d.Code, Summary: d.Summary, Help: d.Help,
			jsonPlace: jsonPlaceOf(d.Span),
		}
		for _, r := range d.Related {
			j.Related = append(j.Related, jsonRelated{r.Text, jsonPlaceOf(r.Span)})
		}
		if d.Fix != nil {
			j.Fix = &jsonFix{d.Fix.Replacement, jsonPlaceOf(d.Fix.Span)}
		}
		report.Diagnostics = append(report.Diagnostics, j)
	}
	return writeIndented(w, report)
}

func jsonPlaceOf(s source.Span) jsonPlace {
	if s.File == nil {
		return jsonPlace{}
	}
	start, end := s.Pos(), s.File.Pos(s.End)
	return jsonPlace{s.File.Name, start.Line, start.Column, end.Line, end.Column}
}

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
