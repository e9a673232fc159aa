package pattern

import (
	"strings"
	"testing"
)

// blamed are patterns that backtrack, and what of them is to blame.
var blamed = []struct{ pattern, fragment string }{
	// Two ways round a repetition.
	{`^(a+)+$`, `(a+)+`},
	{`^(?:a+b?)+$`, `(?:a+b?)+`},
	{`(.*)*x`, `(.*)*`},
	{`(\w+\s?)*$`, `(\w+\s?)*`},
	{`^(a|ab|b)*c`, `(a|ab|b)*`},
	{`^(?:ab|a|b)*c`, `(?:ab|a|b)*`},
	{`^(?:\d+|\w)*!`, ``},
	{`^(aa|aaa)*$`, ``},
	{`^(a?){30}$`, `(a?){30}`},
	{`^(a?a?)*b`, ``},
	{`^(?:a{1,30}){1,30}$`, `(?:a{1,30}){1,30}`},
	{`^((a*)*b)*$`, `(a*)*`},
	{`^(?:[a-m]+|[k-z]+)*$`, ``},
	{`^(?i:k+|\x{212a})*$`, ``},
	// Many repetitions side by side.
	{`\w*\w*\w*\w*x`, ``},
	{`^.*a.*b.*c.*d$`, ``},
}

// harmless are patterns that do not.
var harmless = []string{
	``, `abc`, `^a+$`, `a*b*c*`, `^(ab)+$`, `(a|b)*c`, `(?:a|b|c)+$`, `(?:ab|cd)*$`,
	`^[\w.+-]+@[\w-]+(\.[\w-]+)+$`,
	`^[\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}$`,
	`^\d{1,3}(\.\d{1,3}){3}$`, `^(?:[0-9a-f]{2}:)*[0-9a-f]{2}$`, `^(?:\d{3},)*\d+$`, `^(\w{20})*$`,
	`^(?:a{2}|b)*$`, `^(\w+\.)*\w+$`, `^(?:\w+\s+)*$`, `^([a-z]+,)+$`, `.*foo.*bar`, `^\w*\d\w*$`,
	// What comes after always matches, so that nothing is tried again.
	`(a+)+`, `^(\w+\s?)*`, `((a|ab)*)*`, `(a+)+b?`, `\w*\w*\w*\w*\w*`,
	// A few ways are not many.
	`^(a|ab)?(a|ab)?c$`, `^(?:a?){3}$`,
}

func TestBacktracks(t *testing.T) {
	for _, tc := range blamed {
		fragment, ok := translate(t, tc.pattern).Backtracks()
		if !ok || tc.fragment != "" && fragment != tc.fragment {
			t.Errorf("%s: got %s, %v, want %s", tc.pattern, fragment, ok, tc.fragment)
		}
	}
}

func TestDoesNotBacktrack(t *testing.T) {
	for _, re := range harmless {
		if fragment, ok := translate(t, re).Backtracks(); ok {
			t.Errorf("%s is said to backtrack in %s", re, fragment)
		}
	}
}

// What is hostile to the analysis itself has to come to an end. The budget is of
// steps, so that here the end of it is what is seen, and not the time.
func TestBacktracksIsBounded(t *testing.T) {
	for _, re := range []string{
		`^(?:(?:\w{0,30}\d{0,30}){0,30})*$`,
		`^(?:` + strings.Repeat(`a?`, 1000) + `)*$`,
		`^(?:` + strings.Repeat(`[\pL\d]{0,500}[\pN\w]{0,500}`, 20) + `x)*$`,
		`^` + strings.Repeat(`(?:`, 300) + `a` + strings.Repeat(`b)*`, 300) + `$`,
		strings.Repeat(`\w*`, 2000) + `x`,
		strings.Repeat(`(\w*)`, 2000),
		strings.Repeat(`a*b`, 2000) + `x`,
	} {
		p := translate(t, re)
		b := &backtracking{budget: enoughSteps}
		b.exponential(p.tree, false)
		if b.budget < -enoughSteps {
			t.Errorf("%.40s… takes %d steps", re, enoughSteps-b.budget)
		}
		p.Backtracks()
	}
}

// BenchmarkBacktracks is of what people write, and of what takes longest.
func BenchmarkBacktracks(b *testing.B) {
	for name, re := range map[string]string{
		"email":   `^[\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}$`,
		"hostile": `^(?:` + strings.Repeat(`[\pL\d]{0,500}[\pN\w]{0,500}`, 20) + `x)*$`,
	} {
		b.Run(name, func(b *testing.B) {
			p := translate(b, re)
			for b.Loop() {
				p.Backtracks()
			}
		})
	}
}
