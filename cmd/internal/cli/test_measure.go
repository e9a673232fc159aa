package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/coverage"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// measure measures how much of mappings the scenarios try, if that is asked for.
type measure struct {
	text    bool
	html    string
	minimum float64

	mappings []*coverage.Mapping
	of       map[*generator.Checked]*coverage.Mapping
}

func (m *measure) flags(flags *pflag.FlagSet) {
	flags.BoolVar(&m.text, "coverage", false, "tell which ways of the mapping no scenario tries")
	flags.StringVar(&m.html, "coverage-html", "", "write that as a page to this `file`")
	flags.Float64Var(&m.minimum, "coverage-min", 0, "fail where less than this many percent of the ways are tried")
}

func (m *measure) check() error {
	if m.minimum < 0 || m.minimum > 100 {
		return unusable("--coverage-min is a number of percent, from 0 to 100", "")
	}
	return nil
}

func (m *measure) wanted() bool { return m.text || m.html != "" || m.minimum > 0 }

// begin has the evaluations of a run told of.
func (m *measure) begin(suites []*scenario.Suite, o *scenario.Options) {
	m.mappings, m.of = nil, map[*generator.Checked]*coverage.Mapping{}
	if !m.wanted() {
		return
	}
	for _, s := range suites {
		if s.Checked != nil && m.of[s.Checked] == nil {
			m.of[s.Checked] = coverage.Of(s.Checked)
			m.mappings = append(m.mappings, m.of[s.Checked])
		}
	}
	o.Observe = func(s *scenario.Suite) scenario.Observer { return m.of[s.Checked].Observe }
}

// note notes where the policy of the mapping led the events of a result.
func (m *measure) note(r *scenario.Result) {
	mapping := m.of[r.Suite.Checked]
	if mapping == nil {
		return
	}
	for i, run := range r.Native {
		mapping.Delivered(r.Test.Type(i), run.Transcript)
	}
}

// end tells what was measured, and fails where it is too little.
func (m *measure) end(p *Process, out io.Writer) error {
	if !m.wanted() || len(m.mappings) == 0 {
		return nil
	}
	if m.text {
		for _, mapping := range m.mappings {
			if err := mapping.WriteText(out); err != nil {
				return cannotPrint(err)
			}
		}
	}
	if m.html != "" {
		var page strings.Builder
		if err := coverage.WriteHTML(&page, m.mappings); err != nil {
			return defect(err)
		}
		if err := p.write(m.html, page.String()); err != nil {
			return err
		}
	}
	for _, mapping := range m.mappings {
		if percent := coverage.Percent(mapping.Goals()); percent < m.minimum {
			return &failure{ExitFindings,
				fmt.Sprintf("%.1f %% of %s is tried, less than --coverage-min %g", percent, mapping.Checked.Mapping.File.Name, m.minimum),
				"--coverage tells what is not"}
		}
	}
	return nil
}
