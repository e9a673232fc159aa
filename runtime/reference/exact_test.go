package reference_test

import (
	"strings"
	"testing"

	"cel.dev/cel-go/cel"

	"github.com/scimwright/scimwright/runtime/reference"
)

func TestActionValues(t *testing.T) {
	env, err := cel.NewEnv(reference.Library(), cel.OptionalTypes(), cel.Variable("n", cel.IntType))
	if err != nil {
		t.Fatal(err)
	}
	const overflow = "integer overflow"
	for expression, want := range map[string]string{
		`9007199254740991`:                               "",
		`-9007199254740991`:                              "",
		`9007199254740992`:                               overflow,
		`-9007199254740992`:                              overflow,
		`9007199254740991u`:                              "",
		`9007199254740992u`:                              overflow,
		`9007199254740992.0 > 0.0`:                       "",
		`n + 9007199254740990`:                           "",
		`n + 9007199254740991`:                           overflow,
		`-n - 9007199254740991`:                          overflow,
		`n * 9007199254740991 * 2 > 0`:                   overflow,
		`9007199254740992 == 9007199254740992`:           overflow,
		`int("9007199254740992")`:                        overflow,
		`int(9007199254740992.0)`:                        overflow,
		`uint(9007199254740992.0)`:                       overflow,
		`string(n + 9007199254740991)`:                   overflow,
		`(n + 9007199254740991) - 1`:                     overflow,
		`n + 9007199254740991 > 0 || true`:               "",
		`n + 9007199254740991 > 0 && false`:              "",
		`false || n + 9007199254740991 > 0`:              overflow,
		`[n + 9007199254740991, 1].exists(x, x == 1)`:    overflow,
		`[1, 2].exists(x, x * 9007199254740991 > 1)`:     "",
		`[1, 2].all(x, x * 9007199254740991 < 0)`:        "",
		`[2, 1].exists(x, x * 9007199254740991 > 1)`:     "",
		`[1, 2].all(x, x * 9007199254740991 > 1)`:        overflow,
		`[1, 2].map(x, x * 9007199254740991)`:            overflow,
		`{"a": n + 9007199254740991}.a`:                  overflow,
		`{"a": 1}[?string(9007199254740992)].orValue(1)`: overflow,
		`optional.of(n + 9007199254740991).orValue(1)`:   overflow,
		`optional.none().orValue(n + 9007199254740991)`:  overflow,
		`optional.of(1).orValue(n + 9007199254740991)`:   "",
		`true ? 1 : 9007199254740992`:                    "",
		`true ? 9007199254740992 : 1`:                    overflow,
		`[1, 2][9007199254740992]`:                       overflow,
		`[1, 2][n + 9007199254740991]`:                   overflow,
		`coalesce(n + 9007199254740991, 1)`:              overflow,
		`coalesce(1, n + 9007199254740991)`:              "",
		`1 in [9007199254740992]`:                        overflow,
	} {
		ast, issues := env.Compile(expression)
		if issues.Err() != nil {
			t.Fatal(issues.Err())
		}
		for name, options := range map[string][]cel.ProgramOption{
			"plain":     {reference.ActionValues()},
			"optimized": {reference.ActionValues(), cel.EvalOptions(cel.OptOptimize)},
		} {
			p, err := env.Program(ast, options...)
			if err != nil {
				t.Errorf("%s, %s: no program: %v", expression, name, err)
				continue
			}
			_, _, err = p.Eval(map[string]any{"n": 1})
			if got := ""; err != nil {
				got = err.Error()
				if want == "" || !strings.Contains(got, want) {
					t.Errorf("%s, %s: got the error %q, want %q", expression, name, got, want)
				}
			} else if want != "" {
				t.Errorf("%s, %s: got a value, want the error %q", expression, name, want)
			}
		}
	}
}
