package bundle

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// graph is what esbuild tells of the files that it has bundled. They go by their
// paths relative to the mapping's folder.
type graph struct {
	Inputs map[string]struct {
		Imports []struct {
			Path     string
			Kind     string
			External bool
		}
	}
	Outputs map[string]struct {
		Exports []string
		Inputs  map[string]struct{ BytesInOutput int }
	}
}

func readGraph(metafile string) (*graph, error) {
	g := &graph{}
	if err := json.Unmarshal([]byte(metafile), g); err != nil {
		return nil, fmt.Errorf("esbuild's account of the files cannot be read: %w", err)
	}
	return g, nil
}

// files are the paths, sorted.
func (g *graph) files() []string { return slices.Sorted(maps.Keys(g.Inputs)) }

// sources are the paths of the files that are of no package. The entry, which is made up,
// is none.
func (g *graph) sources(folder string) []string {
	var paths []string
	for _, file := range g.files() {
		path := filepath.Join(folder, filepath.FromSlash(file))
		if _, err := os.Stat(path); err == nil && !strings.Contains(file, modulesFolder) {
			paths = append(paths, path)
		}
	}
	return paths
}

const modulesFolder = "node_modules/"

// inPackage is the path of a file as it is told: one of a package from the
// node_modules on, wherever that lies on this machine.
func inPackage(file string) string {
	if at := strings.LastIndex(file, modulesFolder); at >= 0 {
		return file[at:]
	}
	return file
}

// packageOf returns the package that a path or an import is of; "" when a path
// is of none.
func packageOf(name string) string {
	if at := strings.LastIndex(name, modulesFolder); at >= 0 {
		name = name[at+len(modulesFolder):]
	}
	parts := strings.Split(name, "/")
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// normalise puts the paths that are told in the place of those that esbuild has
// put into comments, and into the names of CommonJS modules.
func (g *graph) normalise(text string) string {
	var pairs []string
	for _, file := range g.files() {
		if told := inPackage(file); told != file {
			pairs = append(pairs, "  // "+file+"\n", "  // "+told+"\n", strconv.Quote(file)+"(", strconv.Quote(told)+"(")
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// packages tells which packages have given how many bytes, and how many are not
// of any.
func (g *graph) packages(folder string) (packages []Package, own int) {
	sizes, homes := map[string]int{}, map[string]string{}
	for _, output := range g.Outputs {
		for file, in := range output.Inputs {
			at := strings.LastIndex(file, modulesFolder)
			if at < 0 {
				own += in.BytesInOutput
				continue
			}
			name := packageOf(file)
			sizes[name] += in.BytesInOutput
			homes[name] = filepath.Join(folder, filepath.FromSlash(file[:at+len(modulesFolder)]+name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		p := Package{Name: name, Bytes: sizes[name]}
		if p.Bytes == 0 {
			continue // nothing of it is left
		}
		var manifest struct {
			Version string
			License any // a text, or in old packages an object
		}
		text, err := os.ReadFile(filepath.Join(homes[name], "package.json"))
		if err == nil && json.Unmarshal(text, &manifest) == nil {
			p.Version = manifest.Version
			p.License, _ = manifest.License.(string)
		}
		packages = append(packages, p)
	}
	return packages, own
}

// chain leads from the mapping's file to an import that cannot be had, by way of
// the packages in between.
func (b *build) chain(name string) []string {
	options := b.options()
	options.External = []string{name}
	result := api.Build(options)
	for len(result.Errors) > 0 { // there may be more than one such import
		before := len(options.External)
		for _, m := range result.Errors {
			if found := unresolved.FindStringSubmatch(m.Text); found != nil && !slices.Contains(options.External, found[1]) {
				options.External = append(options.External, found[1])
			}
		}
		if len(options.External) == before {
			return nil
		}
		result = api.Build(options)
	}
	g, err := readGraph(result.Metafile)
	if err != nil {
		return nil
	}
	return g.way(entryName, name)
}

// way is the shortest way from a file to an import, each package told once.
func (g *graph) way(from, to string) []string {
	ways := [][]string{{from}}
	seen := map[string]bool{from: true}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		last := way[len(way)-1]
		for _, imported := range g.Inputs[last].Imports {
			longer := append(slices.Clone(way), imported.Path)
			if imported.External && imported.Path == to {
				return told(longer[1:])
			}
			if !seen[imported.Path] {
				seen[imported.Path] = true
				ways = append(ways, longer)
			}
		}
	}
	return nil
}

// told names files that are the user's own, and packages instead of their files.
func told(way []string) []string {
	var result []string
	for _, file := range way {
		if strings.Contains(file, modulesFolder) {
			file = packageOf(file)
		}
		if len(result) == 0 || result[len(result)-1] != file {
			result = append(result, file)
		}
	}
	return result
}

// builtIns are the modules of Node that have a name without "node:" too.
var builtIns = strings.Fields(`assert async_hooks buffer child_process cluster console constants crypto dgram
	diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process
	punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi
	worker_threads zlib`)

func isBuiltIn(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.HasPrefix(name, "node:") || slices.Contains(builtIns, first)
}
