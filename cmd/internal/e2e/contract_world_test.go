package e2e_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// addresses are where the servers of a case are: origins.
type addresses struct{ scim, login, elsewhere string }

// inVirtualTime is where they are under goja, and in what the cases expect.
var inVirtualTime = addresses{
	scim: "https://scim.example.com", login: "https://login.example.com", elsewhere: "https://elsewhere.example.com",
}

// fill puts the addresses into a text of a case.
func (a addresses) fill(text string) string {
	return strings.NewReplacer("{base}", a.scim+basePath, "{scim}", a.scim, "{login}", a.login, "{elsewhere}", a.elsewhere).Replace(text)
}

// forget puts the hosts of the cases in the place of the real ones.
func (a addresses) forget(text string) string {
	return strings.NewReplacer(
		host(a.scim), host(inVirtualTime.scim), host(a.login), host(inVirtualTime.login),
		host(a.elsewhere), host(inVirtualTime.elsewhere)).Replace(text)
}

func host(origin string) string {
	_, name, _ := strings.Cut(origin, "://")
	return name
}

// world is what is around an Action: a SCIM server, a token endpoint, and the
// rest of the Internet, which must not hear from it. It writes down who is asked
// for what.
type world struct {
	server *mockscim.Server
	tokens []tokenReply
	at     addresses

	mu       sync.Mutex
	requests []seenRequest
	issued   int
}

// seenRequest is a request as it came.
type seenRequest struct {
	line   string // as cases have it
	raw    string // path and query
	header http.Header
	body   string
}

// newWorld builds the world of a case, on a clock that runs at the given speed. What
// its servers wait for, they wait for on the clock on the wall.
func newWorld(c *contractCase, at addresses, now func() time.Time, speed float64) (*world, error) {
	faults, err := c.Server.parse()
	if err != nil {
		return nil, err
	}
	for i := range faults {
		reply := &faults[i].Reply
		reply.Delay, reply.Stall = slower(reply.Delay, speed), slower(reply.Stall, speed)
		reply.Redirect = at.fill(reply.Redirect)
		for name, value := range reply.Headers {
			reply.Headers[name] = at.fill(value)
		}
	}
	dialect, err := c.Dialect.parse()
	if err != nil {
		return nil, err
	}
	options := []mockscim.Option{
		mockscim.WithBasePath(basePath), mockscim.WithClock(now), mockscim.WithDialect(dialect), mockscim.WithFaults(faults...),
	}
	if auth, _ := c.Mapping["auth"].(map[string]any); auth == nil || auth["type"] == "bearer" {
		options = append(options, mockscim.WithBearerToken(token))
	}
	w := &world{server: mockscim.New(options...), tokens: c.Tokens, at: at}
	for _, user := range c.Given {
		if _, err := w.server.SeedUser(user); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func slower(d mockscim.Duration, speed float64) mockscim.Duration {
	return mockscim.Duration(float64(d) / speed)
}

// scim is the SCIM server.
func (w *world) scim() http.Handler { return w.noting("", w.server) }

// login is the server with the token endpoint.
func (w *world) login(speed float64) http.Handler {
	return w.noting(host(inVirtualTime.login), http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.issue(rw, r, speed)
	}))
}

// elsewhere is a server that nothing should be sent to.
func (w *world) elsewhere() http.Handler {
	return w.noting(host(inVirtualTime.elsewhere), http.NotFoundHandler())
}

// noting writes down what a handler is asked for.
func (w *world) noting(name string, handler http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		path := r.URL.EscapedPath()
		if name == "" {
			path = strings.TrimPrefix(path, basePath)
		}
		seen := seenRequest{line: r.Method + " " + name + path, raw: path, header: r.Header.Clone(), body: string(body)}
		if r.URL.RawQuery != "" {
			query, err := url.PathUnescape(r.URL.RawQuery)
			if err != nil {
				query = r.URL.RawQuery + " (badly encoded)"
			}
			seen.line += "?" + query
			seen.raw += "?" + r.URL.RawQuery
		}
		w.mu.Lock()
		w.requests = append(w.requests, seen)
		w.mu.Unlock()
		handler.ServeHTTP(rw, r)
	})
}

// take returns the requests since it was last called.
func (w *world) take() []seenRequest {
	w.mu.Lock()
	defer w.mu.Unlock()
	requests := w.requests
	w.requests = nil
	return requests
}

// issue answers for the token endpoint.
func (w *world) issue(rw http.ResponseWriter, r *http.Request, speed float64) {
	w.mu.Lock()
	var reply tokenReply
	if len(w.tokens) > 0 {
		reply = w.tokens[min(w.issued, len(w.tokens)-1)]
	}
	w.issued++
	text := fmt.Sprintf("token-%d", w.issued)
	w.mu.Unlock()

	if action.Pause(r.Context(), time.Duration(float64(reply.Delay)/speed)) != nil {
		panic(http.ErrAbortHandler)
	}
	if missing := reply.Length - len(text); missing > 0 {
		text += strings.Repeat("x", missing)
	}
	body := reply.Body
	if body == nil && reply.Status == 0 {
		issued := map[string]any{"access_token": text, "token_type": "Bearer", "expires_in": 3600}
		if reply.ExpiresIn != nil {
			issued["expires_in"] = reply.ExpiresIn
		}
		if reply.ExpiresIn == "absent" {
			delete(issued, "expires_in")
		}
		body = issued
	}
	rw.Header().Set("Content-Type", "application/json")
	if reply.Redirect != "" {
		rw.Header().Set("Location", w.at.fill(reply.Redirect))
	}
	if reply.Status != 0 {
		rw.WriteHeader(reply.Status)
	}
	if page, ok := body.(string); ok {
		_, _ = io.WriteString(rw, page)
	} else if body != nil {
		_ = json.NewEncoder(rw).Encode(body)
	}
}

// users are those on the server by their ids, without what the server alone sets.
func (w *world) users() map[string]any {
	users := map[string]any{}
	for _, user := range w.server.Users() {
		id := fmt.Sprint(user["id"])
		delete(user, "meta")
		delete(user, "schemas")
		users[id] = plain(user)
	}
	return users
}

// plain is a value as JSON decodes it.
func plain(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprintf("no JSON: %v", err)
	}
	var decoded any
	if err := json.Unmarshal(text, &decoded); err != nil {
		return fmt.Sprintf("no JSON: %v", err)
	}
	return decoded
}
