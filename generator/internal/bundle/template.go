package bundle

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/scimwright/scimwright/templates"
)

// source is a module of the template before its regions are chosen.
type source struct {
	text     string
	features []string // that its regions ask for
}

// template returns the modules of the Action's template, by their names below
// the folder "action".
var template = sync.OnceValues(func() (map[string]source, error) {
	sources := map[string]source{}
	for _, name := range templates.ReadingOrder {
		text, err := templates.Action.ReadFile("action/" + name)
		if err != nil {
			return nil, err
		}
		sources[name] = source{string(text), features(string(text))}
	}
	return sources, nil
})

// divided remembers modules of the template, by their names and those of the
// features that are wanted of them: most are the same for every mapping.
var divided sync.Map

// templateModule returns a module of the template, with the regions of features.
func templateModule(name string, s source, wanted []string) (*module, error) {
	key := name
	for _, feature := range s.features {
		if slices.Contains(wanted, feature) {
			key += " " + feature
		}
	}
	if m, ok := divided.Load(key); ok {
		return m.(*module), nil
	}
	text := withFeatures(s.text, func(feature string) bool { return slices.Contains(wanted, feature) })
	m, err := parseModule(name, text)
	if err != nil {
		return nil, err
	}
	divided.Store(key, m)
	return m, nil
}

// sections are the modules that make an Action, in the order in which a reader
// should meet them: the mapping's, then those of the template that something
// imports.
func sections(in Input) ([]*module, error) {
	first, err := parseModule("mapping.js", in.Mapping)
	if err != nil {
		return nil, err
	}
	sources, err := template()
	if err != nil {
		return nil, err
	}
	imported := map[string]*module{}
	var follow func(m *module) error
	follow = func(m *module) error {
		for _, name := range m.imports {
			if name == mappingModule {
				continue
			}
			slot, isSlot := name, strings.HasPrefix(name, "#")
			if isSlot {
				name = in.Slots[slot] + ".js"
			}
			s, ok := sources[name]
			if !ok && isSlot {
				return fmt.Errorf("the slot %s of the template has no variant %q", slot, in.Slots[slot])
			}
			if !ok || imported[name] != nil {
				continue
			}
			next, err := templateModule(name, s, in.Features)
			if err != nil {
				return err
			}
			imported[name] = next
			if err := follow(next); err != nil {
				return err
			}
		}
		return nil
	}
	for _, root := range []*module{first, {imports: []string{entry}}} {
		if err := follow(root); err != nil {
			return nil, err
		}
	}
	result := []*module{first}
	for _, name := range templates.ReadingOrder {
		if m := imported[name]; m != nil {
			result = append(result, m)
		}
	}
	return result, nil
}

// mappingModule is what modules of the template import the mapping's module by.
const mappingModule = "#mapping"

// entry is the module that declares the handler.
const entry = "main.js"
