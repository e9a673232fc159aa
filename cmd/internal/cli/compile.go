package cli

import (
	"fmt"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// defaultMapping is the file that verbs take when they are given none.
const defaultMapping = "scimwright.yaml"

// mappingName is the mapping that the arguments of a verb name.
func mappingName(args []string) string {
	if len(args) == 0 {
		return defaultMapping
	}
	return args[0]
}

// readMapping returns the text of a mapping and how messages call it.
func (p *Process) readMapping(name string) (text, shown string, err error) {
	if name != "-" && !p.exists(name) {
		if name == defaultMapping {
			return "", "", unusable("no mapping at ./"+defaultMapping, "`scimwright init` writes one")
		}
		return "", "", unusable("no mapping at "+name, "name a file that exists; `scimwright init` writes one to ./"+defaultMapping)
	}
	return p.read(name)
}

// compile makes the Action of a mapping file. What is to be said about the
// mapping goes to the standard error; with an error in it, there is no Action.
func (p *Process) compile(name string, o generator.Options) (*generator.Action, error) {
	text, shown, err := p.readMapping(name)
	if err != nil {
		return nil, err
	}
	o.Folder = p.folder(name)
	action, found, err := generator.Compile(shown, text, o)
	if err != nil {
		return nil, defect(err)
	}
	if len(found) > 0 {
		if err := p.report(found); err != nil {
			return nil, err
		}
	}
	if action == nil {
		return nil, told(ExitUnusable)
	}
	return action, nil
}

// report writes findings for people to the standard error.
func (p *Process) report(found diag.List) error {
	if err := diag.WriteText(p.Stderr, found, diag.TextOptions{Color: p.colour(p.StderrTerminal)}); err != nil {
		return cannotPrint(err)
	}
	_, err := fmt.Fprintf(p.Stderr, "\n%s\n", tally(found))
	return cannotPrint(err)
}

// tally counts findings in words: "1 error, 2 warnings".
func tally(found diag.List) string {
	errs, warnings := found.Count(diag.Error), found.Count(diag.Warning)
	switch {
	case errs == 0:
		return plural(warnings, "warning")
	case warnings == 0:
		return plural(errs, "error")
	}
	return plural(errs, "error") + ", " + plural(warnings, "warning")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// defect is the failure of this program to do what it should.
func defect(err error) error {
	return unusable("this is a defect of scimwright: "+err.Error(), "please report it with the mapping that shows it")
}

// cannotPrint makes a failure of a stream one of the world; nil stays nil.
func cannotPrint(err error) error {
	if err == nil {
		return nil
	}
	return world(fmt.Sprintf("cannot write the output: %v", reason(err)), "")
}

// checked reads and checks a mapping file. What is to be said about it goes to the
// standard error; with an error in it, there is none.
func (p *Process) checked(name string) (*generator.Checked, error) {
	text, shown, err := p.readMapping(name)
	if err != nil {
		return nil, err
	}
	return p.checkedText(shown, text, p.folder(name))
}

// checkedText does the same with the text of a mapping, whose files are in a folder.
func (p *Process) checkedText(shown, text, folder string) (*generator.Checked, error) {
	checked, found := generator.Load(shown, text, folder)
	if len(found) > 0 {
		if err := p.report(found); err != nil {
			return nil, err
		}
	}
	if checked == nil {
		return nil, told(ExitUnusable)
	}
	return checked, nil
}
