package cli

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

type mocksKey struct{}

// mocks are the servers that a script has started, the latest last.
type mocks struct{ running []*runningMock }

type runningMock struct {
	out  *lockedBuffer
	url  string
	stop context.CancelFunc
	code chan int
}

// lockedBuffer can be read while a verb writes to it.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

var mockURLLine = regexp.MustCompile(`SCIM server at (\S+)`)

// startMock runs `scimwright mock` on a free port until it is stopped.
func startMock(p *Process) (*runningMock, error) {
	ctx, stop := context.WithCancel(context.Background())
	m := &runningMock{out: &lockedBuffer{}, stop: stop, code: make(chan int, 1)}
	p.Args = append([]string{"mock", "--addr", "127.0.0.1:0"}, p.Args...)
	p.Stdout, p.Stderr = m.out, m.out
	p.Notify = func(context.Context) (context.Context, context.CancelFunc) { return ctx, stop }
	go func() { m.code <- Main(p) }()
	for m.url == "" {
		select {
		case code := <-m.code:
			return nil, fmt.Errorf("mock ended with %d:\n%s", code, m.out)
		case <-time.After(time.Millisecond):
		}
		if found := mockURLLine.FindStringSubmatch(m.out.String()); found != nil {
			m.url = found[1]
		}
	}
	return m, nil
}

// scriptMockStart starts a server and puts its URL into $URL.
func scriptMockStart(ts *testscript.TestScript, _ bool, args []string) {
	m, err := startMock(scriptProcess(ts, args))
	ts.Check(err)
	ts.Defer(m.stop)
	ts.Setenv("URL", m.url)
	all := ts.Value(mocksKey{}).(*mocks)
	all.running = append(all.running, m)
}

// scriptMockStop stops the latest server and prints what it has printed.
func scriptMockStop(ts *testscript.TestScript, _ bool, _ []string) {
	all := ts.Value(mocksKey{}).(*mocks)
	m := all.running[len(all.running)-1]
	all.running = all.running[:len(all.running)-1]
	m.stop()
	code := <-m.code
	host := strings.TrimPrefix(m.url, "http://")
	host, _, _ = strings.Cut(host, "/")
	out := strings.ReplaceAll(m.out.String(), host, "HOST")
	fmt.Fprint(ts.Stdout(), out)
	if problem := unseemly(out, ts.MkAbs("."), false); problem != "" {
		ts.Fatalf("%s", problem)
	}
	if code != ExitOK {
		ts.Fatalf("exit code %d, want 0", code)
	}
}

// scriptBusy tries to start a second server where the latest one listens.
func scriptBusy(ts *testscript.TestScript, _ bool, _ []string) {
	all := ts.Value(mocksKey{}).(*mocks)
	host := strings.TrimPrefix(all.running[len(all.running)-1].url, "http://")
	host, _, _ = strings.Cut(host, "/")
	p := scriptProcess(ts, []string{"mock", "--addr", host})
	if code := Main(p); code != ExitWorld {
		ts.Fatalf("exit code %d, want %d", code, ExitWorld)
	}
	if got := p.Stderr.(*bytes.Buffer).String(); !strings.Contains(got, "another program listens on "+host) {
		ts.Fatalf("got %s", got)
	}
}
