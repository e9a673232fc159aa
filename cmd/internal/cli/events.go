package cli

import (
	"encoding/json"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// event is one event to be delivered. ID and Type are for telling it apart: an
// event that has none is delivered like any other, and the Action has to cope.
type event struct {
	ID   string
	Type string
	raw  json.RawMessage
}

func newEvent(raw json.RawMessage) event {
	e := event{raw: raw}
	var fields struct{ ID, Type any }
	if json.Unmarshal(raw, &fields) == nil {
		e.ID, _ = fields.ID.(string)
		e.Type, _ = fields.Type.(string)
	}
	return e
}

// readEvents reads the events of a file, or of the standard input when name is
// "-": one, a list of them, or one after the other.
func (p *Process) readEvents(name string) ([]event, error) {
	text, shown, err := p.read(name)
	if err != nil {
		return nil, err
	}
	values, fault := jsonObjects(source.NewFile(shown, text), "event")
	if fault != nil {
		return nil, p.refuse(*fault)
	}
	events := make([]event, len(values))
	for i, v := range values {
		events[i] = newEvent(v.raw)
	}
	return events, nil
}

// refuse tells of a fault in an input file and makes it the end of the verb.
func (p *Process) refuse(fault diag.Diagnostic) error {
	err := diag.WriteText(p.Stderr, diag.List{fault}, diag.TextOptions{Color: p.colour(p.StderrTerminal)})
	if err != nil {
		return cannotPrint(err)
	}
	return told(ExitUnusable)
}
