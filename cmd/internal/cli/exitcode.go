package cli

import "errors"

// The exit codes of scimwright, for scripts to rely on.
const (
	ExitOK       = 0 // all is well
	ExitFindings = 1 // it ran, and found something: a failed delivery, a stale file, warnings with --strict
	ExitUnusable = 2 // the command line or an input file cannot be used
	ExitWorld    = 3 // the network, a server or the disk did not play along
)

const exitCodeHelp = `Exit codes:
  0  all is well
  1  it ran, and found something: a failed delivery, a stale file
  2  the command line or an input file cannot be used
  3  the network, a server or the disk did not play along
`

// failure ends a verb: its exit code, and what the user is told.
type failure struct {
	code int
	what string // one line; "" when the verb has told it already
	help string // what to do about it; may be ""
}

// Error implements error.
func (f *failure) Error() string { return f.what }

// unusable is a failure of the user's input or command line.
func unusable(what, help string) error { return &failure{ExitUnusable, what, help} }

// world is a failure of what is outside: network, server, disk.
func world(what, help string) error { return &failure{ExitWorld, what, help} }

// told ends a verb that has printed what there is to say.
func told(code int) error { return &failure{code: code} }

// asFailure gives every error an exit code. One that no verb has made a failure
// of comes from cobra and is about the command line.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return &failure{ExitUnusable, err.Error(), ""}
}
