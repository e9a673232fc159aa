package emit_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"pgregory.net/rapid"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// TestRandomExpressions holds the emitted JavaScript to cel-go for expressions
// and profiles that nobody has thought of, written by testdata/grammar.txt and by
// random_profile_test.go, and over the profiles of testdata/profiles.yaml.
// -rapid.checks=N runs more of them, and RANDOM_CASES=N fails where fewer cases were
// compared. A case is an expression of which both have come to a result over a profile.
func TestRandomExpressions(t *testing.T) {
	r := &randomRun{grammar: readGrammar(t), refused: map[string]int{}, kinds: map[kind]int{}, taken: map[*rule]int{}}
	env, err := expr.NewEnvironment(expr.DeclarationsOf(&mapping.Mapping{Tables: randomTables}))
	if err != nil {
		t.Fatal(err)
	}
	r.env = env
	fixed := readProfiles(t)
	for _, name := range slices.Sorted(maps.Keys(fixed)) {
		r.fixed = append(r.fixed, fixed[name])
	}
	rapid.Check(t, r.check)
	r.report(t)
}

// randomRun is a run of the test: what it draws from, and what came of it.
type randomRun struct {
	*grammar
	env   *expr.Environment
	fixed []profile

	drawn   int
	refused map[string]int // by the check, by what it says
	kinds   map[kind]int   // of the cases that were compared
	chance  int            // of them, those that cel-go comes to only sometimes
	taken   map[*rule]int  // how often each rule took part in an expression that was compared
}

// check draws a mapping and some profiles.
func (r *randomRun) check(t *rapid.T) {
	d := &drawnMapping{table: expr.Table{}}
	for range rapid.IntRange(1, 12).Draw(t, "attributes") {
		r.attribute(t, d)
	}
	if len(d.values) == 0 {
		return
	}
	people := rapid.SliceOfN(profiles, 0, 5).Draw(t, "profiles")
	people = append(people, r.fixed...)
	m := mappingOf("random", d.values...)
	m.Tables = randomTables
	outcomes, err := runOver(m, d.table, people)
	if err != nil {
		t.Fatalf("%v\n%s", err, d.yaml())
	}
	for i, p := range people {
		variables := variablesOf(p)
		for n, e := range d.expressions {
			program := d.programs[n]
			got := outcomes[i].attribute(fmt.Sprintf("attribute%d", n))
			want := wanted(t, d.values[n], program, variables)
			if !same(want, got) && !r.unordered(t, d.values[n], program, variables, got) {
				t.Fatalf("%s\ncel-go gives %s\nthe Action %s\n%s", e.Source, want, got, pasteable(d.values[n], p))
			}
			r.kinds[want.kind]++
		}
	}
}

// wanted is what cel-go makes of a value of the mapping.
func wanted(t *rapid.T, v mapping.Value, program cel.Program, variables map[string]any) result {
	made := evaluated(t, program, variables)
	if _, ok := v.(*mapping.Text); !ok {
		return made
	}
	made, spelled := inText(made)
	if made.kind == aValue {
		made.value = "a " + spelled
	}
	return made
}

// same compares what cel-go and the Action come to, and where both fail, why.
func same(native, got result) bool {
	if native.kind == failure && got.kind == failure {
		return native.text == reasonTold.ReplaceAllString(got.text, "$1")
	}
	return native.kind == got.kind && reflect.DeepEqual(native.value, got.value)
}

// reasonTold is what a mapping error of an Action says the reason is.
var reasonTold = regexp.MustCompile(`(?s)^mapping error: \w+: (.*), in \$\{.*$`)

// unordered tells whether cel-go itself comes to the result another time: it goes
// through the keys of maps in any order. Of many keys, there are too many orders
// to wait for the right one: then the same items in another order are as good.
func (r *randomRun) unordered(t *rapid.T, v mapping.Value, program cel.Program, variables map[string]any, got result) bool {
	first, steady := wanted(t, v, program, variables), true
	for range 200 {
		again := wanted(t, v, program, variables)
		steady = steady && same(first, again)
		if same(again, got) {
			r.chance++
			return true
		}
	}
	if steady || first.kind != got.kind {
		return false
	}
	r.chance++
	return shuffled(first.value) == shuffled(got.value)
}

// shuffled writes a value without regard to the order of what is in it.
func shuffled(value any) string {
	text, _ := json.Marshal(value)
	letters := slices.Clone(text)
	slices.Sort(letters)
	return string(letters)
}

// attribute draws an expression, and a value of the mapping that it is in.
func (r *randomRun) attribute(t *rapid.T, d *drawnMapping) {
	text, rules := r.expression(t, "root", 1+index(t, 6))
	e := &mapping.Expression{Source: text, Span: source.Span{File: source.NewFile("mapping.yaml", text), End: len(text)}}
	checked, problems := r.env.Check(e)
	r.drawn++
	if len(problems) > 0 {
		r.refused[generalized(problems[0].Summary)]++
		return
	}
	for _, rule := range rules {
		r.taken[rule]++
	}
	d.table[e] = checked
	d.expressions = append(d.expressions, e)
	d.programs = append(d.programs, planned(t, checked))
	var value mapping.Value = &mapping.Hole{Expression: e}
	if spellable[checked.Type.String()] && index(t, 4) == 3 {
		value = &mapping.Text{Parts: []mapping.Part{{Literal: "a "}, {Expression: e}}}
	}
	d.values = append(d.values, value)
}

// spellable are the types that the check lets into text.
var spellable = map[string]bool{"string": true, "bool": true, "int": true, "uint": true, "double": true, "dyn": true, "timestamp": true}

// drawnMapping are the attributes of a mapping that is being drawn.
type drawnMapping struct {
	table       expr.Table
	values      []mapping.Value
	expressions []*mapping.Expression
	programs    []cel.Program
}

var quoted = regexp.MustCompile("`[^`]*`|'[^']*'|\"[^\"]*\"|applied to .*")

// generalized leaves out what a message quotes.
func generalized(summary string) string { return quoted.ReplaceAllString(summary, "…") }

// report tells how far the run got: a generator whose expressions are mostly
// refused, or never come to a value, tests little.
func (r *randomRun) report(t *testing.T) {
	cases, refused := total(r.kinds), total(r.refused)
	t.Logf("%d cases compared: %d values, %d empty, %d failures; %d by the order of keys",
		cases, r.kinds[aValue], r.kinds[empty], r.kinds[failure], r.chance)
	t.Logf("%d expressions drawn, %d of them refused by the check%s", r.drawn, refused, ranked(r.refused))
	if least, err := strconv.Atoi(cmp.Or(os.Getenv("RANDOM_CASES"), "0")); err != nil || cases < least {
		t.Errorf("RANDOM_CASES asks for %s cases at least, and there are %d: -rapid.checks runs more", os.Getenv("RANDOM_CASES"), cases)
	}
	if r.drawn < 1000 {
		return
	}
	if refused > r.drawn*2/5 || r.kinds[aValue] < cases/5 {
		t.Error("too few of the expressions come to anything: see testdata/grammar.txt")
	}
	var unused []string
	for name, rules := range r.rules {
		for _, rule := range rules {
			if name != "name" && r.taken[rule] == 0 {
				unused = append(unused, "\n  "+name+": "+rule.text)
			}
		}
	}
	slices.Sort(unused)
	t.Logf("rules of which nothing came: %d%s", len(unused), strings.Join(unused, ""))
}

func total[K comparable](counts map[K]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}

// ranked are the counts, the highest first, a line each.
func ranked(counts map[string]int) string {
	var b strings.Builder
	for _, name := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		fmt.Fprintf(&b, "\n  %6d %s", counts[name], name)
	}
	return b.String()
}
