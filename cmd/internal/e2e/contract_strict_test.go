package e2e_test

import (
	"strings"
	"testing"
)

// A case that is misspelt must not pass for one that expects nothing.
func TestContractCasesAreStrict(t *testing.T) {
	const fine = `{case: a, deliver: [{event: created, expect: {outcome: created, requests: [{line: POST /Users}]}}]}`
	for name, c := range map[string]struct{ text, want string }{
		"an unknown key":                 {`{case: a, delivery: []}`, "delivery"},
		"an unknown key of a delivery":   {strings.Replace(fine, "event:", "events:", 1), "events"},
		"an unknown key of the outcome":  {strings.Replace(fine, "requests:", "request:", 1), "request"},
		"an unknown key of a request":    {strings.Replace(fine, "line:", "lines:", 1), "lines"},
		"an unknown dialect":             {strings.Replace(fine, "case: a,", "case: a, dialect: [entrra],", 1), "entrra"},
		"an unknown switch of a dialect": {strings.Replace(fine, "case: a,", "case: a, dialect: [{putt: x}],", 1), "putt"},
		"an unknown key of a fault":      {strings.Replace(fine, "case: a,", "case: a, server: [{on: PUT, replies: {}}],", 1), "replies"},
		"no name":                        {strings.Replace(fine, "case: a,", "", 1), "name"},
		"no delivery":                    {`{case: a}`, "delivers nothing"},
		"no outcome":                     {strings.Replace(fine, "outcome: created, ", "", 1), "no outcome"},
		"another event":                  {strings.Replace(fine, "event: created", "event: create", 1), "event"},
		"another outcome":                {strings.Replace(fine, "outcome: created", "outcome: create", 1), "outcome"},
		"a failure without an error":     {strings.Replace(fine, "outcome: created", "outcome: failed", 1), "error"},
		"an error without a failure":     {strings.Replace(fine, "outcome: created", "outcome: created, error: x", 1), "error"},
		"nothing":                        {``, "no case"},
	} {
		_, err := readContract(writeFile(t, "R01_x.yaml", c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, which does not tell %q", name, err, c.want)
		}
	}
	if _, err := readContract(writeFile(t, "R01_x.yaml", fine)); err != nil {
		t.Errorf("a case that is fine: %v", err)
	}
}
