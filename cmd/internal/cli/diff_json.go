package cli

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/scimwright/scimwright/runtime/change"
)

// json writes all of it for machines.
func (d *diffReport) json(w io.Writer) error {
	type attribute struct {
		Path   string `json:"path"`
		Kind   string `json:"kind"`
		Before any    `json:"before"`
		After  any    `json:"after"`
	}
	type sample struct {
		Line       int         `json:"line"`
		User       string      `json:"user"`
		Effects    []string    `json:"effects,omitempty"`
		Error      string      `json:"error,omitempty"`
		Attributes []attribute `json:"attributes,omitempty"`
	}
	type rule struct {
		Path        string `json:"path"`
		Before      string `json:"before"`
		After       string `json:"after"`
		Consequence string `json:"consequence,omitempty"`
	}
	said := struct {
		Old   string `json:"old"`
		New   string `json:"new"`
		Rules []rule `json:"rules"`
		Users struct {
			Drawn    bool           `json:"drawn"`
			Compared int            `json:"compared"`
			Changed  int            `json:"changed"`
			Same     int            `json:"same"`
			Outside  int            `json:"outside"`
			Bad      int            `json:"bad"`
			Effects  map[string]int `json:"effects"`
		} `json:"users"`
		Attributes map[string]map[change.Kind]int `json:"attributes"`
		Samples    []sample                       `json:"samples"`
		Masked     bool                           `json:"masked"`
		Broken     []string                       `json:"broken"`
	}{Old: d.old, New: d.new, Rules: []rule{}, Attributes: d.tally.Attributes, Samples: []sample{}, Masked: !d.showValues, Broken: d.broken}
	if said.Broken == nil {
		said.Broken = []string{}
	}
	for _, r := range d.rules {
		said.Rules = append(said.Rules, rule(r))
	}
	t := d.tally
	said.Users.Drawn, said.Users.Compared, said.Users.Changed = d.users == "", t.Users, t.Changed
	said.Users.Same, said.Users.Outside, said.Users.Bad = t.Same, t.Outside, t.Bad
	said.Users.Effects = map[string]int{}
	for _, e := range change.Effects {
		said.Users.Effects[string(e)] = t.Effects[e]
	}
	for i := range t.Samples {
		s := &t.Samples[i]
		_, id, _ := strings.Cut(d.who(s), ", ")
		told := sample{Line: s.Line, User: id, Error: s.Err}
		for _, e := range s.Effects {
			told.Effects = append(told.Effects, string(e))
		}
		for _, a := range s.Attributes {
			before, after := a.Before, a.After
			if !d.showValues {
				before, after = change.Mask(before), change.Mask(after)
			}
			told.Attributes = append(told.Attributes, attribute{a.Path, string(a.Kind), before, after})
		}
		said.Samples = append(said.Samples, told)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(said)
}
