package conformance_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"gopkg.in/yaml.v3"
)

// reasons is testdata/reasons.yaml.
type reasons struct {
	Aim     aim
	Refused []*reason
	Differs []struct {
		Reason string
		Tests  []string
	}
}

// reason is why tests are refused.
type reason struct {
	Reason    string
	JSON      *bool // false: about values that JSON cannot hold
	Language  *bool // false: about what the language of mappings leaves out by design
	Unchecked bool  // of tests that ask for no type-check
	Told      bool  // the check tells of an error that the specification wants
	Says      []string

	patterns []*regexp.Regexp
	used     map[*regexp.Regexp]bool
}

// aim is how much has to pass of the files whose subject is in the language.
type aim struct {
	Percent int
	Files   []string
}

func (r *reason) holdsNoJSON() bool { return r.JSON != nil && !*r.JSON }

// leftOut tells whether the tests are about what no mapping can say.
func (r *reason) leftOut() bool { return r.Language != nil && !*r.Language || r.Unchecked }

func readReasons(t *testing.T) reasons {
	t.Helper()
	file, err := os.Open("testdata/reasons.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)
	var all reasons
	if err := decoder.Decode(&all); err != nil {
		t.Fatal(err)
	}
	for _, r := range all.Refused {
		r.used = map[*regexp.Regexp]bool{}
		for _, says := range r.Says {
			r.patterns = append(r.patterns, regexp.MustCompile("^(?:"+says+")$"))
		}
	}
	return all
}

// of is the reason for which a test is refused; nil where there is none in the
// file. An error that is told early is one that the specification wants.
func (all reasons) of(v verdict) *reason {
	for _, r := range all.Refused {
		if r.Told && !v.wantsError() || r.Unchecked && !v.GetDisableCheck() {
			continue
		}
		for _, p := range r.patterns {
			if p.MatchString(v.refusal) {
				r.used[p] = true
				return r
			}
		}
	}
	return nil
}

// allUsed fails where no test is refused for what the file says of refusals.
func (all reasons) allUsed(t *testing.T) {
	t.Helper()
	for _, r := range all.Refused {
		for i, p := range r.patterns {
			if !r.used[p] {
				t.Errorf("testdata/reasons.yaml, %s: the check never says %q", r.Reason, r.Says[i])
			}
		}
	}
}

// differing tells whether cel-go makes something else of a test.
func (all reasons) differing(v verdict) bool {
	for _, d := range all.Differs {
		if slices.Contains(d.Tests, v.String()) {
			return true
		}
	}
	return false
}
