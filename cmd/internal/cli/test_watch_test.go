package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// watchedOutput is what a verb prints while it runs.
type watchedOutput struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

func (o *watchedOutput) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := o.text.Write(p)
	select {
	case o.more <- struct{}{}:
	default:
	}
	return n, err
}

// await waits until something is printed that was not before, and drops all up to it.
func (o *watchedOutput) await(t *testing.T, want string) {
	t.Helper()
	patience := time.After(30 * time.Second)
	for {
		o.mu.Lock()
		said := o.text.String()
		if _, rest, found := strings.Cut(said, want); found {
			o.text.Reset()
			o.text.WriteString(rest)
			o.mu.Unlock()
			return
		}
		o.mu.Unlock()
		select {
		case <-o.more:
		case <-patience:
			t.Fatalf("%q is never printed:\n%s", want, said)
		}
	}
}

// With --watch the tests run again when the mapping, a file of tests or one of functions
// changes, also in the way of editors that replace files, and behind mistakes.
func TestWatch(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		// As editors do it: beside, and then in its place.
		beside := filepath.Join(folder, "."+name+"~")
		if err := os.WriteFile(beside, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(beside, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	const mapping = "version: 1\nfunctions: {file: own.js, exports: {shout: \"(string) -> string\"}}\nuser: {userName: \"${shout(user.email)}\", active: \"${!user.blocked}\"}\n"
	write("scimwright.yaml", mapping)
	write("own.js", "import { end } from './end.js';\nexport function shout(text) { return text + end; }\n")
	write("end.js", "export const end = '!';\n")
	write("a.test.yaml", "tests:\n  - {name: one, user: {user_id: a, email: x}, expect: {scim: {userName: 'x!'}}}\n")
	ctx, stop := context.WithCancel(t.Context())
	out := &watchedOutput{more: make(chan struct{}, 1)}
	p := &Process{Args: []string{"test", "--watch"}, Dir: folder, Stdin: strings.NewReader(""), Stdout: out, Stderr: out,
		Notify: func(context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} }}
	code := make(chan int, 1)
	go func() { code <- Main(p) }()
	const waits = "waiting for a change"

	out.await(t, "1 test passed, 0 failed\n\n"+waits)
	write("end.js", "export const end = '?';\n")
	out.await(t, "1 failed\n\n"+waits)
	write("a.test.yaml", "tests:\n  - {name: one, user: {user_id: a, email: x}, expect: {scim: {userName: 'x?'}}}\n")
	out.await(t, "1 test passed, 0 failed\n\n"+waits)
	write("scimwright.yaml", "version: 1\nuser: {userNam: x}\n")
	out.await(t, "did you mean `userName`?")
	out.await(t, waits)
	write("scimwright.yaml", mapping)
	out.await(t, "1 test passed, 0 failed\n\n"+waits)
	write("b.test.yaml", "tests:\n  - {name: two, user: {user_id: a, email: x}}\n")
	out.await(t, "2 tests passed, 0 failed\n\n"+waits)
	stop()
	select {
	case got := <-code:
		if got != ExitOK {
			t.Errorf("exit code %d", got)
		}
	case <-time.After(30 * time.Second):
		t.Error("it does not end")
	}
}
