package bundle

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

var (
	handedOver = regexp.MustCompile(handover + `\(\{ (.*) \}\);`)
	// What a name is declared to be, in the text that esbuild prints: the first
	// word or character tells enough.
	declaredAs = `(?m)^  (?:(async function|function)(\*?) %[1]s\(|(?:var|let|const) %[1]s = (async\b|function\*|true|false|null|void 0|class\b|["'0-9{\[]|\x60)?)`
)

// judge finds exports that are not what an expression can call, as far as the
// bundled text shows it.
func (b *build) judge(text string) []Problem {
	found := handedOver.FindAllStringSubmatch(text, -1)
	if len(found) == 0 {
		return []Problem{{Path: b.file, Summary: "esbuild has not left the functions where they were put"}}
	}
	var result []Problem
	for _, part := range strings.Split(found[len(found)-1][1], ", ") {
		name, local, renamed := strings.Cut(part, ": ")
		if !renamed {
			local = name
		}
		if summary, help := judgement(name, local, text); summary != "" {
			result = append(result, Problem{Path: b.file, Export: name, Summary: summary, Help: help})
		}
	}
	return result
}

func judgement(name, local, text string) (summary, help string) {
	as := regexp.MustCompile(fmt.Sprintf(declaredAs, regexp.QuoteMeta(local))).FindStringSubmatch(text)
	switch {
	case as == nil:
		return "", ""
	case strings.HasPrefix(as[1], "async"), as[3] == "async":
		return fmt.Sprintf("`%s` is async, and an expression cannot wait for it", name), "return the value itself"
	case as[2] == "*", as[3] == "function*":
		return fmt.Sprintf("`%s` is a generator, whose values an expression cannot take", name), "return a list"
	case as[3] == "class":
		return fmt.Sprintf("`%s` is a class, which an expression cannot call", name), "export a function"
	case as[3] != "":
		return fmt.Sprintf("`%s` is a value, not a function", name), "export a function that returns it"
	}
	return "", ""
}

// unexported tells of a name that the file does not export.
func (b *build) unexported(name string) Problem {
	p := Problem{Path: b.file, Export: name, Summary: fmt.Sprintf("`%s` does not export `%s`", b.file, name)}
	names := b.exported()
	near := nearest(name, names)
	switch {
	case near != "":
		p.Help = fmt.Sprintf("did you mean `%s`?", near)
	case slices.Equal(names, []string{"default"}):
		p.Help = fmt.Sprintf("it has a default export alone, which has no name: write `export function %s`", name)
	case len(names) == 0:
		p.Help = fmt.Sprintf("it exports nothing: write `export function %s`", name)
	default:
		p.Help = "it exports " + strings.Join(names, ", ")
	}
	return p
}

// exported lists what the file exports.
func (b *build) exported() []string {
	options := b.options()
	options.Stdin, options.Format = nil, api.FormatESModule
	options.EntryPoints = []string{filepath.Join(b.folder, filepath.FromSlash(b.file))}
	g, err := readGraph(api.Build(options).Metafile)
	if err != nil {
		return nil
	}
	for _, output := range g.Outputs {
		return slices.Sorted(slices.Values(output.Exports))
	}
	return nil
}

// nearest returns the name that was probably meant: at most a third of its
// letters are off.
func nearest(name string, names []string) string {
	best, least := "", len(name)/3+1
	for _, candidate := range names {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove or replace.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
