package bundle

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// SizeLimit is how large the whole code of an Action may be, in bytes.
const SizeLimit = 100_000

// Library is a mapping's own functions, bundled with all that they import. It
// declares one constant, "functions", an object with the functions by name.
type Library struct {
	File     string    // that exports them, as the mapping names it
	Packages []Package // of npm, sorted by name
	Own      int       // bytes that do not come from packages
	Sources  []string  // paths of the files that are of no package, and that exist

	declaration string
}

// Package is an npm package that a [Library] holds code of.
type Package struct {
	Name, Version, License string
	Bytes                  int
}

// functionsName is the constant that a library declares.
const functionsName = "functions"

// handover is what the entry calls with the functions, last of all: the place
// where the text is cut, and they are returned instead.
const handover = "handOverFunctions"

// Functions bundles the functions that a mapping in folder takes from file, and
// the npm packages that they import from the node_modules in or above folder.
// Without problems the library is fit for [Input]. The same files give the same
// bytes, wherever they lie.
func Functions(folder, file string, exports []string) (*Library, []Problem) {
	folder, problem := locate(folder, file)
	if problem != nil {
		return nil, []Problem{*problem}
	}
	b := &build{folder: folder, file: filepath.ToSlash(file), exports: exports}
	result := b.run()
	if len(result.Errors) > 0 {
		return nil, b.problems(result.Errors)
	}
	graph, err := readGraph(result.Metafile)
	if err != nil {
		return nil, []Problem{{Path: b.file, Summary: err.Error()}}
	}
	if problems := b.remote(graph); len(problems) > 0 {
		return nil, problems
	}
	text := string(result.OutputFiles[0].Contents)
	if problems := b.judge(text); len(problems) > 0 {
		return nil, problems
	}
	library := &Library{File: b.file}
	library.Packages, library.Own = graph.packages(folder)
	library.Sources = graph.sources(folder)
	library.declaration = "const " + functionsName + " = " + withoutTokens(graph.normalise(returning(text))) + "\n"
	if len(library.Packages) > 0 {
		// Nobody reads the code of packages here, and there is a lot of it.
		if library.declaration, err = compact(library.declaration); err != nil {
			return nil, []Problem{{Path: b.file, Summary: err.Error()}}
		}
	}
	if problem := b.size(library); problem != nil {
		return nil, []Problem{*problem}
	}
	return library, nil
}

// Code is the text of the library: one declaration.
func (l *Library) Code() string { return l.declaration }

// compact is the minified form of a library, with the licences in it.
func compact(declaration string) (string, error) {
	result := api.Transform(declaration, api.TransformOptions{Target: target, MinifyWhitespace: true, MinifySyntax: true,
		MinifyIdentifiers: true, LegalComments: api.LegalCommentsInline, LogLevel: api.LogLevelSilent})
	if err := firstError(result.Errors); err != nil {
		return "", err
	}
	return withoutTokens(strings.TrimRight(string(result.Code), "\n")) + "\n", nil
}

// build is one library in the making.
type build struct {
	folder  string // the mapping's, absolute and without symbolic links
	file    string // relative to it, with slashes
	exports []string
}

// run has esbuild bundle the files.
func (b *build) run() api.BuildResult {
	options := b.options()
	result := api.Build(options)
	if len(result.Errors) == 0 && holdsToken(string(result.OutputFiles[0].Contents)) {
		// Tags of templates, such as String.raw, would see the escapes of marks.
		options.Supported["template-literal"] = false
		result = api.Build(options)
	}
	return result
}

// locate finds the mapping's folder, and refuses a file that is none.
func locate(folder, file string) (string, *Problem) {
	refuse := func(summary, help string) *Problem {
		return &Problem{Path: filepath.ToSlash(file), Summary: summary, Help: help}
	}
	if !slices.Contains([]string{".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"}, filepath.Ext(file)) {
		return "", refuse(fmt.Sprintf("%q is neither JavaScript nor TypeScript", file), "name a file that ends in .js or .ts")
	}
	// The name is put into comments, which a line break would end.
	if strings.IndexFunc(file, func(r rune) bool { return r < ' ' || r > '~' }) >= 0 || holdsToken(file) {
		return "", refuse(fmt.Sprintf("the name %q holds characters that an Action cannot", file), "use letters, digits, - and _")
	}
	folder, err := filepath.Abs(folder)
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return "", refuse(err.Error(), "")
	}
	if info, err := os.Stat(filepath.Join(folder, file)); err != nil || info.IsDir() {
		return "", refuse(fmt.Sprintf("there is no file `%s`", file), "its path is relative to the mapping")
	}
	return folder, nil
}

// options of esbuild. What surrounds the files, such as a tsconfig.json or the
// folder that the program runs in, has no say.
func (b *build) options() api.BuildOptions {
	return api.BuildOptions{
		Stdin:         &api.StdinOptions{Contents: b.entry(), ResolveDir: b.folder, Sourcefile: entryName},
		AbsWorkingDir: b.folder,
		Bundle:        true,
		Format:        api.FormatIIFE,
		Target:        target,
		Supported: map[string]bool{ // what goja lacks of the target
			"async-generator": false, "for-await": false, "regexp-set-notation": false, "regexp-match-indices": false,
			// A # outside of strings could not be escaped, should one be part of a token.
			"class-private-accessor": false, "class-private-brand-check": false, "class-private-field": false, "class-private-method": false,
			"class-private-static-accessor": false, "class-private-static-field": false, "class-private-static-method": false,
		},
		Platform:   api.PlatformNeutral,
		MainFields: []string{"module", "main"},
		Conditions: []string{"module"},
		Define:     map[string]string{"process.env.NODE_ENV": `"production"`},
		LogOverride: map[string]api.LogLevel{
			"unsupported-dynamic-import": api.LogLevelError,
			"unsupported-require-call":   api.LogLevelError,
			"unsupported-regexp":         api.LogLevelError,
		},
		TsconfigRaw:   "{}",
		LegalComments: api.LegalCommentsInline,
		LogLevel:      api.LogLevelSilent,
		Metafile:      true,
		Outfile:       filepath.Join(b.folder, "functions.js"),
	}
}

// entryName is what esbuild calls the entry.
const entryName = "the mapping"

func (b *build) entry() string {
	names := strings.Join(b.exports, ", ")
	from, _ := json.Marshal("./" + b.file) // a text of printable ASCII
	return fmt.Sprintf("import { %s } from %s;\n%s({ %s });\n", names, from, handover, names)
}

// returning makes the call at the end a return. The object within is on one
// line, as it is in the entry.
func returning(text string) string {
	at := strings.LastIndex(text, handover+"(")
	head, tail := text[:at], text[at+len(handover):]
	head = strings.TrimSuffix(head, "  // "+entryName+"\n  ") + ""
	tail = strings.Replace(strings.TrimPrefix(tail, "("), "});", "};", 1)
	return strings.TrimRight(head, " ") + "  return " + strings.TrimSpace(tail)
}

// withoutTokens escapes one of two marks that stand together, so that
// auth0-deploy-cli finds no name between such pairs. They stand in strings,
// regular expressions and comments alone.
func withoutTokens(code string) string {
	return strings.NewReplacer("##", `#\u0023`, "@@", `@\u0040`).Replace(code)
}

// section is the library as a part of an Action.
func (l *Library) section() *module {
	heading := "// Functions of the mapping, from " + l.File + "."
	for _, p := range l.Packages {
		heading += "\n// With " + p.String() + "."
	}
	return &module{heading: heading, declarations: []declaration{{
		name: functionsName,
		text: strings.TrimRight(l.declaration, "\n"),
		// What it holds refers to nothing of ours, nor has it to be read again.
		shape: "const " + functionsName + " = {};",
	}}}
}

// String names the package as a heading does: without what is not printable.
func (p Package) String() string {
	text := p.Name + " " + p.Version
	if p.License != "" {
		text += " (" + p.License + ")"
	}
	return withoutTokens(unprintable.ReplaceAllString(text, "?"))
}

var unprintable = regexp.MustCompile(`[^ -~]`)
