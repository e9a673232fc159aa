package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"time"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/bundle"
	"github.com/scimwright/scimwright/generator/internal/check"
	"github.com/scimwright/scimwright/generator/internal/emit"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/internal/resolve"
	"github.com/scimwright/scimwright/generator/internal/schema"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// Version of scimwright, as the banner of a generated Action names it.
const Version = "0.1.0"

const home = "https://github.com/scimwright/scimwright"

// Parse reads the text of a mapping file, to be called name in diagnostics. The
// mapping is as much of the file as could be read, of which [Check] can tell
// more. Files that the mapping names are looked for in the folder of name: in the
// current one where name is that of no file.
func Parse(name, text string) (*mapping.Mapping, diag.List) {
	return parse.Parse(source.NewFile(name, text))
}

// Checked is a mapping that has been looked at by every rule.
type Checked struct {
	Mapping     *mapping.Mapping
	Expressions expr.Table // those of the mapping that are well typed

	functions *bundle.Library
	schemas   []*scim.Schema
}

// Check applies all rules to a mapping, for which it reads the files that the
// mapping names. The result is fit for [Generate] where neither Parse nor Check
// found an error.
func Check(m *mapping.Mapping) (*Checked, diag.List) {
	files, found := resolve.Schemas(m)
	table, more := check.Check(m, files...)
	found.Add(more...)
	functions, more := resolve.Functions(m)
	found.Add(more...)
	found.Sort()
	checked := &Checked{Mapping: m, Expressions: table, functions: functions}
	for _, file := range files {
		checked.schemas = append(checked.schemas, file.Schemas...)
	}
	return checked, found
}

// Options of [Generate]. The zero value is what most want.
type Options struct {
	// Folder is where [Compile] finds the files that a mapping names; by default
	// the folder of the mapping's name.
	Folder string

	Minify bool // also make the minified form and its source map
}

// Action is a generated Action. The same mapping gives the same bytes.
type Action struct {
	Code      string // the file as people read it
	Minified  string // with [Options].Minify: its smallest form, behind the same banner
	SourceMap string // with [Options].Minify: leads from Minified to Code; version 3, JSON
	Types     string // TypeScript declarations: the event that it takes, the secrets, what it exports
	Meta      Meta
}

// Meta describes an Action to those who deploy it.
type Meta struct {
	Name    string   // the mapping's
	Hash    string   // SHA-256 of the mapping's text, and of the code of its functions; its first 12 digits
	Secrets []Secret // those that the Action reads

	// Schemas are those of the files that the mapping names: what its server is
	// said to have beside, or instead of, those of RFC 7643.
	Schemas []*scim.Schema

	// Longest tells, for each type of event, the longest way that one can take:
	// every attempt but the last of a request times out, and whatever can go wrong
	// does. The Action ends at its budget, [Meta].Budget, whatever that is.
	Longest []Longest
	Budget  time.Duration
}

// Longest is how long an event of one type may take, without regard to the budget.
type Longest = check.Longest

// Secret is one of the secrets that an Action reads from Auth0.
type Secret = emit.Secret

// Generate makes the Action of a mapping that [Parse] and [Check] found no error in. An
// error of its own is a defect of this program, not of the mapping.
func Generate(c *Checked, o Options) (*Action, error) {
	module := emit.Emit(c.Mapping, c.Expressions)
	hash := c.hash()
	maker := emit.Maker{Tool: "scimwright " + Version, Home: home, Hash: hash}
	banner := emit.Banner(c.Mapping, module.Table, maker)
	code, err := bundle.Bundle(bundle.Input{
		Banner: banner, Mapping: module.Code, Slots: module.Slots, Features: module.Features, Functions: c.functions})
	if err != nil {
		return nil, err
	}
	action := &Action{
		Code:  code,
		Types: emit.Types(c.Mapping, maker),
		Meta: Meta{Name: c.Mapping.Name.Value, Hash: hash, Secrets: emit.Secrets(c.Mapping), Schemas: c.schemas,
			Longest: check.LongestRuns(c.Mapping), Budget: c.Mapping.Transport.Budget.Value},
	}
	if o.Minify {
		if action.Minified, action.SourceMap, err = bundle.Minify(banner, code, "action.js"); err != nil {
			return nil, err
		}
	}
	return action, nil
}

// Files returns the paths of the files that a mapping was checked with, besides its own:
// those of schemas, and of the modules of functions that are of no npm package.
func (c *Checked) Files() []string {
	var paths []string
	for _, name := range c.Mapping.Schemas {
		paths = append(paths, filepath.Join(c.Mapping.File.Folder, filepath.FromSlash(name.Value)))
	}
	if c.functions != nil {
		paths = append(paths, c.functions.Sources...)
	}
	return paths
}

// Secrets returns the secrets that the Action of a mapping reads.
func Secrets(c *Checked) []Secret { return emit.Secrets(c.Mapping) }

// hash tells one mapping from another.
func (c *Checked) hash() string {
	text := c.Mapping.File.Text
	if c.functions != nil {
		text += c.functions.Code()
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:12]
}

// Load reads and checks a mapping whose files are in a folder. It is nil where the
// diagnostics hold an error.
func Load(name, text, folder string) (*Checked, diag.List) {
	m, found := Parse(name, text)
	m.File.Folder = folder
	checked, more := Check(m)
	found = append(found, more...)
	found.Sort()
	if found.HasErrors() {
		return nil, found
	}
	return checked, found
}

// Compile reads, checks and generates. The action is nil where the diagnostics
// hold an error, that it is too large among them; with warnings alone it is made.
func Compile(name, text string, o Options) (*Action, diag.List, error) {
	checked, found := Load(name, text, o.Folder)
	if checked == nil {
		return nil, found, nil
	}
	action, err := Generate(checked, o)
	if err != nil {
		return nil, found, fmt.Errorf("%s: %w", name, err)
	}
	found.Add(checked.size(action)...)
	if found.HasErrors() {
		return nil, found, nil
	}
	return action, found, nil
}

// JSONSchema returns a JSON Schema (2020-12) of the mapping file, for editors: its
// keys, what they take and what they are for. It accepts whatever [Parse] and
// [Check] accept; much of what they refuse, above all inside of expressions, is
// beyond it. The same version gives the same bytes.
func JSONSchema() []byte { return schema.JSON() }

// Library is the JavaScript that declares the functions of the mapping's own, with
// all that they import; "" where there are none. For harness.LoadFunctions, which
// calls them from Go.
func (c *Checked) Library() string {
	if c.functions == nil {
		return ""
	}
	return c.functions.Code()
}
