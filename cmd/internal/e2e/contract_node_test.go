package e2e_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// How fast time passes for the Action, and for its servers, in Node. Where a case
// waits, it need not wait as long as it says; where it does not, a machine that
// is busy must not look like a server that is slow.
const (
	speedOfWaits = 2
	speedOfRest  = 0.1
)

// contractProcess is the process of Node that all cases run in, side by side.
type contractProcess struct {
	*program
	writing sync.Mutex
	mu      sync.Mutex
	answers map[int]chan nodeAnswer
	broken  chan struct{}
	err     error
}

// nodeAnswer is what contract.cjs writes about a delivery.
type nodeAnswer struct {
	Case  int                     `json:"case"`
	Logs  []action.LogLine        `json:"logs"`
	Error *action.Failure         `json:"error"`
	Cache []action.CacheOperation `json:"cache"`
}

func startContract(t *testing.T) *contractProcess {
	t.Helper()
	p := &contractProcess{program: start(t, nil, "contract.cjs"), answers: map[int]chan nodeAnswer{}, broken: make(chan struct{})}
	go p.listen()
	return p
}

// listen hands the answers to those who wait for them.
func (p *contractProcess) listen() {
	defer close(p.broken)
	decoder := json.NewDecoder(p.output)
	for {
		var answer nodeAnswer
		if p.err = decoder.Decode(&answer); p.err != nil {
			return
		}
		p.mu.Lock()
		waiting := p.answers[answer.Case]
		p.mu.Unlock()
		waiting <- answer
	}
}

// deliver sends an order to the process, and waits for the answer.
func (p *contractProcess) deliver(number int, order map[string]any) (nodeAnswer, error) {
	order["case"] = number
	answers := make(chan nodeAnswer, 1)
	p.mu.Lock()
	p.answers[number] = answers
	p.mu.Unlock()
	line, err := json.Marshal(order)
	if err != nil {
		return nodeAnswer{}, err
	}
	p.writing.Lock()
	_, err = p.input.Write(append(line, '\n'))
	p.writing.Unlock()
	if err != nil {
		return nodeAnswer{}, err
	}
	select {
	case answer := <-answers:
		return answer, nil
	case <-p.broken:
		return nodeAnswer{}, fmt.Errorf("no answer: %w", p.err)
	}
}

// runInNode delivers the events of a case in Node, over real HTTP.
func runInNode(c *contractCase, number int, process *contractProcess, path string, messages [][]byte) ([]observation, addresses, error) {
	speed := speedOfRest
	if c.waits() {
		speed = speedOfWaits
	}
	servers := newListeners()
	defer servers.close()
	at := servers.addresses()
	started := time.Now()
	now := func() time.Time {
		return action.Epoch.Add(time.Duration(float64(time.Since(started)) * speed))
	}
	w, err := newWorld(c, at, now, speed)
	if err != nil {
		return nil, at, err
	}
	servers.serve(w, speed)
	var seen []observation
	for i, message := range messages {
		o := observation{before: w.users(), elapsed: -1}
		opened := servers.opened.Load()
		answer, err := process.deliver(number, map[string]any{
			"action": path, "speed": speed, "wait": c.Deliver[i].Wait.Milliseconds(),
			"secrets": c.contractSecrets(&c.Deliver[i], at), "message": json.RawMessage(message),
		})
		if err != nil {
			return nil, at, err
		}
		o.logs, o.failure, o.cache = answer.Logs, answer.Error, cacheTexts(answer.Cache)
		o.requests, o.after = w.take(), w.users()
		o.connections = int(servers.opened.Load() - opened)
		seen = append(seen, o)
	}
	return seen, at, nil
}

// listeners are the servers of a case on ports of the loopback.
type listeners struct {
	scim, login, elsewhere *httptest.Server
	opened                 atomic.Int64 // connections to the SCIM server
}

func newListeners() *listeners {
	l := &listeners{
		scim: httptest.NewUnstartedServer(nil), login: httptest.NewUnstartedServer(nil), elsewhere: httptest.NewUnstartedServer(nil),
	}
	l.scim.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			l.opened.Add(1)
		}
	}
	return l
}

func (l *listeners) all() []*httptest.Server { return []*httptest.Server{l.scim, l.login, l.elsewhere} }

// addresses are known before the servers serve.
func (l *listeners) addresses() addresses {
	of := func(s *httptest.Server) string { return "http://" + s.Listener.Addr().String() }
	return addresses{scim: of(l.scim), login: of(l.login), elsewhere: of(l.elsewhere)}
}

func (l *listeners) serve(w *world, speed float64) {
	l.scim.Config.Handler, l.login.Config.Handler, l.elsewhere.Config.Handler = w.scim(), w.login(speed), w.elsewhere()
	for _, server := range l.all() {
		server.Start()
	}
}

func (l *listeners) close() {
	for _, server := range l.all() {
		if server.URL == "" {
			_ = server.Listener.Close()
			continue
		}
		server.CloseClientConnections()
		server.Close()
	}
}
