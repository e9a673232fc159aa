package cli

import "fmt"

// progress counts on a terminal what takes long. Elsewhere it is silent.
type progress struct {
	process *Process
	what    string
	shown   bool
}

func newProgress(p *Process, what string) *progress { return &progress{process: p, what: what} }

// progressStep is how often the count is written.
const progressStep = 100

func (p *progress) tell(count int) {
	if !p.process.StderrTerminal || count%progressStep != 0 {
		return
	}
	_, err := fmt.Fprintf(p.process.Stderr, "\r%d %s", count, p.what)
	p.shown = err == nil
}

// show puts a text in the place of what was told before.
func (p *progress) show(text string) {
	_, err := fmt.Fprint(p.process.Stderr, "\r\x1b[K"+text)
	p.shown = err == nil
}

// end removes what was told.
func (p *progress) end() {
	if p.shown {
		_, _ = fmt.Fprint(p.process.Stderr, "\r\x1b[K")
	}
}
