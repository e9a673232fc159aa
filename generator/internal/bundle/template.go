package bundle

import (
	"sync"

	"github.com/scimwright/scimwright/templates"
)

// template returns the modules of the Action's template, by their names below
// the folder "action". They are divided once: they are the same for every mapping.
var template = sync.OnceValues(func() (map[string]*module, error) {
	modules := map[string]*module{}
	for _, name := range templates.ReadingOrder {
		text, err := templates.Action.ReadFile("action/" + name)
		if err != nil {
			return nil, err
		}
		if modules[name], err = parseModule(name, string(text)); err != nil {
			return nil, err
		}
	}
	return modules, nil
})

// sections are the modules that make an Action, in the order in which a reader
// should meet them: the mapping's, then those of the template that something
// imports.
func sections(mapping string, slots map[string]string) ([]*module, error) {
	first, err := parseModule("mapping.js", mapping)
	if err != nil {
		return nil, err
	}
	modules, err := template()
	if err != nil {
		return nil, err
	}
	imported := map[string]bool{}
	var follow func(m *module)
	follow = func(m *module) {
		for _, name := range m.imports {
			if variant, ok := slots[name]; ok {
				name = variant + ".js"
			}
			if next := modules[name]; next != nil && !imported[name] {
				imported[name] = true
				follow(next)
			}
		}
	}
	follow(first)
	follow(&module{imports: []string{entry}})
	result := []*module{first}
	for _, name := range templates.ReadingOrder {
		if imported[name] {
			result = append(result, modules[name])
		}
	}
	return result, nil
}

// entry is the module that declares the handler.
const entry = "main.js"
