package e2e_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// dimension is an option, or what belongs together of several, with its values
// as lines of a mapping.
type dimension struct {
	name   string
	values map[string]string
}

// dimensions are the options that change which code an Action has. Those of
// numbers and names are in it by one value each.
var dimensions = []dimension{
	{"scope", map[string]string{
		"all":        "",
		"ignore":     "scope: {when: '${user.app_metadata.staff == true}', outside: ignore}",
		"deactivate": "scope: {when: '${user.app_metadata.staff == true}', outside: deactivate}",
		"delete":     "scope: {when: '${user.app_metadata.staff == true}', outside: delete}",
	}},
	{"match", map[string]string{
		"both": "", "externalId": "match: {by: [externalId]}", "userName": "match: {by: [userName]}",
	}},
	{"conflict", map[string]string{
		"verify": "", "adopt": "create: {conflict: adopt}", "fail": "create: {conflict: fail}",
		"lookup": "create: {lookup: first}",
	}},
	{"method", map[string]string{
		"put": "", "merge": "  method: merge", "pathless": "  method: patch",
		"capitalised": "  method: patch\n  op_case: capitalised",
		"attributes":  "  method: patch\n  patch: attributes",
	}},
	{"clear", map[string]string{"keep": "", "remove": "  clear: remove"}},
	{"missing", map[string]string{"skip": "", "create": "  missing: create", "fail": "  missing: fail"}},
	{"unchanged", map[string]string{"send": "", "skip": "  unchanged: skip"}},
	{"order", map[string]string{"none": "", "nickName": "  order: nickName"}},
	{"delete", map[string]string{
		"delete": "", "deactivate": "delete: {action: deactivate}", "ignore": "delete: {action: ignore}",
	}},
	{"auth", map[string]string{
		"bearer": "", "basic": "auth: {type: basic}", "header": "auth: {type: header, header: X-Api-Key}",
		"oauth2":       "auth: {type: oauth2, scopes: [scim]}",
		"oauth2-basic": "auth: {type: oauth2, credentials: basic}",
	}},
}

// combination is one value of each dimension, by the dimension's name.
type combination map[string]string

func (c combination) String() string {
	var words []string
	for _, d := range dimensions {
		words = append(words, d.name+"="+c[d.name])
	}
	return strings.Join(words, ",")
}

// mapping is the mapping of the combination.
func (c combination) mapping() string {
	var sections, update []string
	for _, d := range dimensions {
		switch text := d.values[c[d.name]]; {
		case text == "":
		case strings.HasPrefix(text, " "):
			update = append(update, text)
		default:
			sections = append(sections, text)
		}
	}
	if len(update) > 0 {
		sections = append(sections, "update:\n"+strings.Join(update, "\n"))
	}
	return `version: 1
name: A combination
user:
  active: ${!user.blocked}
  userName: ${user.email}
  name: {familyName: "${user.family_name}"}
  nickName: ${user.updated_at}
  emails: [{value: "${user.email}", type: work}]
  urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:
    department: ${user.app_metadata.department}
` + strings.Join(sections, "\n") + "\n"
}

// combinations are so chosen that whatever three dimensions are looked at, all
// combinations of their values are there: what goes wrong with options goes wrong
// with two or three of them together. The choice is the same in each run.
func combinations() []combination {
	missing := map[string]bool{}
	for _, t := range triples() {
		eachValue(combination{}, t, func(c combination) { missing[key(c, t)] = true })
	}
	var chosen []combination
	for len(missing) > 0 {
		// One that is missing, completed value by value with what covers the most.
		c := combination{}
		for _, pair := range strings.Split(slices.Min(slices.Collect(maps.Keys(missing))), ",") {
			name, value, _ := strings.Cut(pair, "=")
			c[name] = value
		}
		for _, d := range dimensions {
			if c[d.name] == "" {
				c[d.name] = best(c, d, missing)
			}
		}
		for _, t := range triples() {
			delete(missing, key(c, t))
		}
		chosen = append(chosen, c)
	}
	return chosen
}

// best is the value of a dimension with which a combination that is not whole yet
// covers the most of what is missing.
func best(c combination, d dimension, missing map[string]bool) string {
	choice, most := "", -1
	for _, value := range slices.Sorted(maps.Keys(d.values)) {
		c[d.name] = value
		n := 0
		for _, t := range triples() {
			if slices.ContainsFunc(t, func(one dimension) bool { return one.name == d.name }) && missing[key(c, t)] {
				n++
			}
		}
		if n > most {
			choice, most = value, n
		}
	}
	return choice
}

// triples are all choices of three dimensions.
func triples() [][]dimension {
	var all [][]dimension
	for i, a := range dimensions {
		for j, b := range dimensions[i+1:] {
			for _, c := range dimensions[i+j+2:] {
				all = append(all, []dimension{a, b, c})
			}
		}
	}
	return all
}

func eachValue(c combination, rest []dimension, do func(combination)) {
	if len(rest) == 0 {
		do(c)
		return
	}
	for value := range rest[0].values {
		c[rest[0].name] = value
		eachValue(c, rest[1:], do)
	}
}

// key writes down the values that a combination has of some dimensions.
func key(c combination, of []dimension) string {
	words := make([]string, len(of))
	for i, d := range of {
		words[i] = d.name + "=" + c[d.name]
	}
	return strings.Join(words, ",")
}

// TestCombinations compiles the Action of each combination, looks at its text,
// and has both of its forms live a life.
func TestCombinations(t *testing.T) {
	all := combinations()
	if len(all) < 75 {
		t.Fatalf("%d combinations cannot hold all triples", len(all))
	}
	for _, c := range all {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			made := c.compile(t)
			checkText(t, made.Code)
			c.live(t, made.Code)
			c.live(t, made.Minified)
		})
	}
}

// compile makes the Action of the combination. That an option is said to have no
// effect is no problem here.
func (c combination) compile(t *testing.T) *generator.Action {
	t.Helper()
	made, found, err := generator.Compile("mapping.yaml", c.mapping(), generator.Options{Minify: true})
	if err != nil || found.HasErrors() {
		t.Fatalf("%v %v\n%s", found, err, c.mapping())
	}
	return made
}

// live delivers a life and looks at the outcomes.
func (c combination) live(t *testing.T, code string) {
	t.Helper()
	deliver := liveOn(t, code, mockscim.New(mockscim.WithBasePath(basePath)))
	for _, s := range lifeOf() {
		done := deliver(t, s.message(t))
		var line struct{ Outcome, Reason string }
		if len(done.logs) != 1 || json.Unmarshal([]byte(done.logs[0].Text), &line) != nil {
			t.Fatalf("%s: logs are %v", s.name, done.logs)
		}
		if got := strings.TrimSpace(line.Outcome + " " + line.Reason); !slices.Contains(c.outcomes(s.name), got) {
			t.Errorf("%s: %s, want %q (%v)", s.name, got, c.outcomes(s.name), done.failure)
		}
	}
}

// outcomes are what a stage of the life may come to.
func (c combination) outcomes(stage string) []string {
	outside := c["scope"]
	switch stage {
	case "created":
		return []string{"created"}
	case "delivered again": // with a later updated_at, which the mapping has
		return []string{"updated"}
	case "left the staff":
		return map[string][]string{
			"all": {"updated"}, "ignore": {"skipped not in scope"}, "deactivate": {"deactivated"}, "delete": {"deleted"},
		}[outside]
	case "came back":
		if outside != "delete" {
			return []string{"updated"}
		}
		return map[string][]string{
			"skip": {"skipped no such resource"}, "create": {"created"}, "fail": {"failed nothing to update: no such resource"},
		}[c["missing"]]
	case "deleted":
		if c["delete"] == "ignore" {
			return []string{"skipped deletions are ignored"}
		}
		if outside == "delete" && c["missing"] != "create" {
			return []string{"skipped no such resource"}
		}
		return []string{map[string]string{"delete": "deleted", "deactivate": "deactivated"}[c["delete"]]}
	}
	return []string{"updated"}
}

// TestTypesOfCombinations has the TypeScript compiler check them, and look for
// what is declared and not used, within functions too.
func TestTypesOfCombinations(t *testing.T) {
	// Parameters that the contract or a callback has, and not every mapping needs.
	spare := regexp.MustCompile(`(?m)^(?:async )?function (?:buildScimUser|isInScope|deactivateUser)\(.*, (\w+)\) \{$`)
	actions := combinationActions(t)
	for name, code := range actions {
		actions[name] = spare.ReplaceAllString(code, "$0\n  void $1;")
	}
	checkTypes(t, actions, "--noUnusedLocals", "--noUnusedParameters")
}

// combinationActions are the Actions of all combinations, by their numbers.
func combinationActions(t *testing.T) map[string]string {
	t.Helper()
	actions := map[string]string{}
	for i, c := range combinations() {
		actions[fmt.Sprintf("%03d", i)] = c.compile(t).Code
	}
	return actions
}
