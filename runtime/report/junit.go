package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// junit is the XML of JUnit as Jenkins' schema has it, which every consumer reads: a suite
// for each file. It is written at the end, for a suite begins with its numbers.
type junit struct {
	w      io.Writer
	suites []*junitSuite
}

type junitSuites struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Name     string        `xml:"name,attr"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Errors   int           `xml:"errors,attr"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	Skipped   *string       `xml:"skipped,omitempty"`
	Failure   *junitFailure `xml:"failure,omitempty"`
	Output    string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// Result implements Writer.
func (j *junit) Result(r *scenario.Result) error {
	file, line := place(r)
	name := inXML(file)
	if last := len(j.suites) - 1; last < 0 || j.suites[last].Name != name {
		j.suites = append(j.suites, &junitSuite{Name: name})
	}
	s := j.suites[len(j.suites)-1]
	c := junitCase{Name: inXML(r.Test.Name), ClassName: strings.TrimSuffix(name, ".test.yaml"), Output: inXML(r.Deviations())}
	s.Tests++
	switch {
	case r.Skipped != "":
		s.Skipped++
		reason := inXML(r.Skipped)
		c.Skipped = &reason
	case r.Failed():
		s.Failures++
		text := r.Explain()
		first, _, _ := strings.Cut(text, "\n")
		kind := "expectation"
		if len(r.Disagreements) > 0 {
			kind = "disagreement"
		}
		c.Failure = &junitFailure{inXML(first), kind, inXML(fmt.Sprintf("%s:%d\n%s", file, line, text))}
	}
	s.Cases = append(s.Cases, c)
	return nil
}

// End implements Writer.
func (j *junit) End() error {
	all := junitSuites{Name: "scimwright", Suites: j.suites}
	for _, s := range j.suites {
		all.Tests, all.Failures = all.Tests+s.Tests, all.Failures+s.Failures
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(j.w, xml.Header+string(text)+"\n")
	return err
}

// inXML is a text without the characters that XML cannot have (XML 1.0 section 2.2).
func inXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != utf8.RuneError && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return '·'
	}, text)
}
