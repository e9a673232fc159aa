package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// codeMisbehaviour is about a file of faults or of a dialect.
const codeMisbehaviour = "SW821"

// misbehaviour is what the command line says of how a mock server departs from
// the RFCs and from good order.
type misbehaviour struct {
	dialects []string // names and files
	faults   string   // a file; empty for none
}

func (m *misbehaviour) flags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&m.dialects, "dialect", nil, "make the server in memory behave like this: a `name`, or a JSON file; repeatable")
	flags.StringVar(&m.faults, "faults", "", "make the server in memory fail as the list in this JSON `file` says")
}

// files are the names of files that are read.
func (m *misbehaviour) files() []string {
	files := []string{m.faults}
	for _, name := range m.dialects {
		if isDialectFile(name) {
			files = append(files, name)
		}
	}
	return files
}

// isDialectFile tells a file from the name of a dialect, which has neither dots
// nor slashes.
func isDialectFile(name string) bool { return name == "-" || strings.ContainsAny(name, `./\`) }

// options are what makes a server behave like that, and rows that say so.
func (m *misbehaviour) options(p *Process) (options []mockscim.Option, rows [][2]string, err error) {
	if len(m.dialects) > 0 {
		dialect, err := m.dialect(p)
		if err != nil {
			return nil, nil, err
		}
		options = append(options, mockscim.WithDialect(dialect))
		rows = append(rows, [2]string{"dialect", strings.Join(m.dialects, ", ")})
	}
	if m.faults != "" {
		text, shown, err := p.read(m.faults)
		if err != nil {
			return nil, nil, err
		}
		faults, err := readMisbehaviour(p, shown, text, mockscim.ParseFaults)
		if err != nil {
			return nil, nil, err
		}
		options = append(options, mockscim.WithFaults(faults...))
		rows = append(rows, [2]string{"faults", shown})
	}
	return options, rows, nil
}

// dialect is all that --dialect says, in one.
func (m *misbehaviour) dialect(p *Process) (mockscim.Dialect, error) {
	var all []mockscim.Dialect
	for _, name := range m.dialects {
		d, err := oneDialect(p, name)
		if err != nil {
			return d, err
		}
		all = append(all, d)
	}
	combined, err := mockscim.CombineDialects(all...)
	var problem *mockscim.Problem
	if errors.As(err, &problem) {
		return combined, unusable(fmt.Sprintf("the dialects are at odds about `%s`: %s", problem.Where, problem.What), problem.Remedy)
	}
	return combined, err
}

func oneDialect(p *Process, name string) (mockscim.Dialect, error) {
	if isDialectFile(name) {
		text, shown, err := p.read(name)
		if err != nil {
			return mockscim.Dialect{}, err
		}
		d, err := readMisbehaviour(p, shown, text, mockscim.ParseDialect)
		if d.Name == "" {
			d.Name = shown
		}
		return d, err
	}
	d, err := mockscim.LookupDialect(name)
	if problem := (*mockscim.Problem)(nil); errors.As(err, &problem) {
		help := problem.Remedy
		if !strings.HasPrefix(help, "did you mean") {
			help = "`scimwright mock --dialects` lists them; a file has a name such as ./own.json"
		}
		return d, unusable(problem.What, help)
	}
	return d, err
}

// readMisbehaviour parses a file, and tells what is wrong with it and where.
func readMisbehaviour[T any](p *Process, shown, text string, parse func([]byte) (T, error)) (T, error) {
	file := source.NewFile(shown, text)
	if _, fault := jsonValues(file); fault != nil {
		if fault.Help == "" {
			fault.Help = "write JSON, with keys in double quotes; YAML is not read here"
		}
		var none T
		return none, p.refuse(*fault)
	}
	v, err := parse([]byte(text))
	var problem *mockscim.Problem
	if !errors.As(err, &problem) {
		return v, err
	}
	d := diag.Diagnostic{Code: codeMisbehaviour, Summary: problem.What, Help: problem.Remedy}
	if problem.Where != "" {
		d.Summary = "`" + problem.Where + "`: " + problem.What
	}
	at := min(problem.Offset, len(file.Text))
	d.Span = source.Span{File: file, Start: at, End: min(at+1, len(file.Text))}
	return v, p.refuse(d)
}

// listDialects prints the dialects that have a name.
func listDialects(p *Process) error {
	var b strings.Builder
	for _, d := range mockscim.Dialects() {
		fmt.Fprintf(&b, "%-26s %s\n", d.Name, d.Description)
	}
	_, err := fmt.Fprint(p.Stdout, b.String())
	return cannotPrint(err)
}
