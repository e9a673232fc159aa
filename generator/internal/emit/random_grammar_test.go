package emit_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// grammar is how random expressions are written: testdata/grammar.txt.
type grammar struct {
	rules map[string][]*rule
}

// rule is one way to write an expression of a type.
type rule struct {
	text   string
	parts  []string // of text, at even places; holes at odd ones
	height int      // how deep it is at least, once it is filled
	names  []string // variables that it takes from around it
}

const unknownHeight = 1 << 20

var (
	hole = regexp.MustCompile(`\{([=~]?[a-z]+(?:\([a-z()]*\))?\??)\}`)
	// freeName is an identifier that is neither called nor selected.
	freeName = regexp.MustCompile(`(?:^|[^.\w"])([a-z]\w*)(?:[^\w("]|$)`)
)

func readGrammar(t *testing.T) *grammar {
	t.Helper()
	text, err := os.ReadFile("testdata/grammar.txt")
	if err != nil {
		t.Fatal(err)
	}
	g := &grammar{rules: map[string][]*rule{}}
	var of, items []string // the types that a section is for, and what T is in each
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] != ' ':
			of, items = section(strings.TrimSuffix(line, ":"))
		default:
			for i, name := range of {
				g.add(name, strings.NewReplacer("{T}", "{"+items[i]+"}", "{T?}", "{"+items[i]+"?}",
					"{=T}", "{="+items[i]+"}", "{~T}", "{~"+items[i]+"}", "(T)", "("+items[i]+")").Replace(line[4:]))
			}
		}
	}
	g.measure(t)
	return g
}

// section tells what a heading stands for: "int", or "each T of text int: list(T)".
func section(heading string) (of, items []string) {
	generic, ok := strings.CutPrefix(heading, "each T of ")
	if !ok {
		return []string{heading}, []string{""}
	}
	list, result, _ := strings.Cut(generic, ": ")
	items = strings.Fields(list)
	for _, item := range items {
		of = append(of, strings.ReplaceAll(result, "T", item))
	}
	return of, items
}

func (g *grammar) add(name, text string) {
	r := &rule{text: text, height: unknownHeight}
	end := 0
	for _, at := range hole.FindAllStringSubmatchIndex(text, -1) {
		r.parts = append(r.parts, text[end:at[0]], text[at[2]:at[3]])
		end = at[1]
	}
	r.parts = append(r.parts, text[end:])
	for _, found := range freeName.FindAllStringSubmatch(text, -1) {
		r.names = append(r.names, found[1])
	}
	g.rules[name] = append(g.rules[name], r)
}

// measure computes the heights, from the rules without holes up.
func (g *grammar) measure(t *testing.T) {
	for changed := true; changed; {
		changed = false
		for _, rules := range g.rules {
			for _, r := range rules {
				height := 0
				for i := 1; i < len(r.parts); i += 2 {
					if _, wanted := split(r.parts[i]); !isBinding(r.parts[i]) {
						height = max(height, g.height(wanted)+1)
					}
				}
				if height < r.height {
					r.height, changed = height, true
				}
			}
		}
	}
	for name, rules := range g.rules {
		for _, r := range rules {
			if r.height >= unknownHeight {
				t.Errorf("testdata/grammar.txt: %s: %s cannot be filled", name, r.text)
			}
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

func (g *grammar) height(name string) int {
	least := unknownHeight
	for _, r := range g.rules[name] {
		least = min(least, r.height)
	}
	return least
}

// split takes a hole apart: "text?" is a text, or of a type that only the event tells.
func split(hole string) (loose bool, wanted string) {
	wanted, loose = strings.CutSuffix(hole, "?")
	return loose, wanted
}

func isBinding(hole string) bool { return hole[0] == '=' || hole[0] == '~' }

// sentence is an expression that is being drawn.
type sentence struct {
	*grammar
	t     *rapid.T
	scope []named
	used  []*rule
}

// named is a variable of a macro.
type named struct{ name, typ string }

// expression draws one of any type, and tells by which rules.
func (g *grammar) expression(t *rapid.T, name string, depth int) (string, []*rule) {
	s := &sentence{grammar: g, t: t}
	return s.of(name, depth), s.used
}

func (s *sentence) of(typ string, depth int) string {
	// What is in scope is there to be used.
	if names := s.variables(typ); len(names) > 0 && index(s.t, 5) > 2 {
		return names[index(s.t, len(names))]
	}
	candidates := s.candidates(typ, depth)
	r := candidates[index(s.t, len(candidates))]
	s.used = append(s.used, r)
	return s.fill(r, depth)
}

// fill draws what a rule leaves open. The variables that it brings end with it.
func (s *sentence) fill(r *rule, depth int) string {
	outer := len(s.scope)
	defer func() { s.scope = s.scope[:outer] }()
	var text strings.Builder
	var later []named
	for i, part := range r.parts {
		switch {
		case i%2 == 0:
			text.WriteString(part)
		case isBinding(part):
			names := s.rules["name"]
			v := named{names[index(s.t, len(names))].text, part[1:]}
			text.WriteString(v.name)
			if part[0] == '=' {
				s.scope = append(s.scope, v)
			} else {
				later = append(later, v)
			}
		default:
			loose, wanted := split(part)
			if loose && index(s.t, 4) == 3 {
				wanted = "dyn"
			}
			text.WriteString(s.of(wanted, depth-1))
			s.scope = append(s.scope, later...)
			later = nil
		}
	}
	return text.String()
}

// candidates are the rules that there is room for, and whose names no variable hides.
func (s *sentence) candidates(typ string, depth int) []*rule {
	var fitting, visible []*rule
	room := max(depth, s.height(typ))
	for _, r := range s.rules[typ] {
		if r.height > room {
			continue
		}
		fitting = append(fitting, r)
		if !slices.ContainsFunc(r.names, s.hidden) {
			visible = append(visible, r)
		}
	}
	if len(visible) == 0 {
		// All of them read a variable that is hidden: let the check say so.
		return fitting
	}
	return visible
}

func (s *sentence) hidden(name string) bool {
	return slices.ContainsFunc(s.scope, func(v named) bool { return v.name == name })
}

// variables are those of a type that no inner one of the same name hides.
func (s *sentence) variables(typ string) []string {
	var names []string
	seen := map[string]bool{}
	for _, v := range slices.Backward(s.scope) {
		if v.typ == typ && !seen[v.name] {
			names = append(names, v.name)
		}
		seen[v.name] = true
	}
	return names
}

// index draws a number below n, each as likely as the others: rapid would rather
// have small ones.
func index(t *rapid.T, n int) int { return indices(n).Draw(t, "index") }

// indices are made once: rapid's generators are not cheap.
func indices(n int) *rapid.Generator[int] {
	if known, ok := indexGenerators.Load(n); ok {
		return known.(*rapid.Generator[int])
	}
	made := rapid.Custom(func(t *rapid.T) int {
		drawn := 0
		for span := 1; span < 4*n; span *= 2 {
			drawn *= 2
			if bit.Draw(t, "bit") {
				drawn++
			}
		}
		return drawn % n
	})
	indexGenerators.Store(n, made)
	return made
}

var (
	indexGenerators sync.Map
	bit             = rapid.Bool()
)
