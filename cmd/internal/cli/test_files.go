package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// testFiles reads files of scenarios, with the mappings that they are about, and
// remembers what it has read.
type testFiles struct {
	process *Process
	action  string // the file of --action; "" where the mappings' own are run

	paths  []string                   // of all files that were read
	suites map[string]*scenario.Suite // by the path of the mapping
}

// load reads the files that are named, or those of the current folder.
func (f *testFiles) load(names []string) ([]*scenario.Suite, error) {
	p := f.process
	f.suites = map[string]*scenario.Suite{}
	named, err := f.named(names)
	if err != nil {
		return nil, err
	}
	var all []*scenario.Suite
	for _, name := range named {
		f.paths = append(f.paths, p.path(name))
		text, shown, err := p.read(name)
		if err != nil {
			return nil, err
		}
		s, err := f.read(name, shown, text)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// named are the files that arguments stand for.
func (f *testFiles) named(names []string) ([]string, error) {
	if len(names) == 0 {
		names = []string{"."}
	}
	var all []string
	for _, name := range names {
		info, err := os.Stat(f.process.path(name))
		if name == "-" || err != nil || !info.IsDir() {
			all = append(all, name)
			continue
		}
		found, err := filepath.Glob(filepath.Join(f.process.path(name), testPattern))
		if err != nil || len(found) == 0 {
			where := name
			if name == "." {
				where = "here"
			} else {
				where = "in " + name
			}
			return nil, unusable("there is no "+testPattern+" "+where, "name the files of scenarios to run; docs/testing.md shows how to write one")
		}
		for _, path := range found {
			all = append(all, filepath.Join(name, filepath.Base(path)))
		}
	}
	return all, nil
}

// read reads a file of scenarios, and makes the engines that it runs on meanwhile.
func (f *testFiles) read(name, shown, text string) (*scenario.Suite, error) {
	document, found := scenario.Parse(shown, text)
	var file *scenario.File
	var made *scenario.Suite
	var failed error
	if document != nil {
		var making sync.WaitGroup
		making.Go(func() { made, failed = f.suite(name, document) })
		file, found = document.File()
		making.Wait()
	}
	switch {
	case file == nil:
		if err := f.process.report(found); err != nil {
			return nil, err
		}
		return nil, told(ExitUnusable)
	case failed != nil:
		return nil, failed
	}
	return made.With(file), nil
}

// suite makes the engines of the mapping that a file of scenarios is about, or takes those
// of another file about it.
func (f *testFiles) suite(name string, document *scenario.Document) (*scenario.Suite, error) {
	p := f.process
	mapping := document.MappingFile
	if mapping == "" {
		checked, err := p.checkedText(shownName(name), document.Mapping, p.folder(name))
		if err != nil {
			return nil, err
		}
		return f.made(checked)
	}
	if name != "-" && !filepath.IsAbs(mapping) {
		mapping = filepath.Join(filepath.Dir(name), filepath.FromSlash(mapping))
	}
	f.paths = append(f.paths, p.path(mapping))
	if s := f.suites[mapping]; s != nil {
		return s, nil
	}
	var checked *generator.Checked
	// An Action of somebody's own may have no mapping yet.
	if f.action == "" || p.exists(mapping) {
		var err error
		if checked, err = p.checked(mapping); err != nil {
			return nil, err
		}
		f.paths = append(f.paths, checked.Files()...)
	}
	s, err := f.made(checked)
	if err == nil {
		f.suites[mapping] = s
	}
	return s, err
}

// made makes engines of a mapping, and of the Action of --action where there is one.
func (f *testFiles) made(checked *generator.Checked) (*scenario.Suite, error) {
	if f.action == "" {
		s, err := scenario.NewSuite(nil, checked)
		if err != nil {
			return nil, defect(err)
		}
		return s, nil
	}
	text, shown, err := f.process.read(f.action)
	if err != nil {
		return nil, err
	}
	f.paths = append(f.paths, f.process.path(f.action))
	if _, err := f.process.load(shown, text); err != nil {
		return nil, err
	}
	s, err := scenario.NewForeignSuite(nil, checked, shown, text)
	if err != nil {
		return nil, unusable(fmt.Sprintf("%s: %v", shown, err), "")
	}
	return s, nil
}
