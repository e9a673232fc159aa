package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// What an Action is told of the mock server. The host does not exist; requests
// to it never leave the process.
const (
	mockBasePath = "/scim/v2"
	mockURL      = "https://scim.example.com" + mockBasePath
	mockToken    = "mock-token"
)

// The names of the secrets that say where the server is.
const (
	secretBaseURL = "SCIM_BASE_URL"
	secretToken   = "SCIM_BEARER_TOKEN"
)

// stage is where events are delivered: an Action that runs, and a server.
type stage struct {
	engine    *harness.Engine
	transport http.RoundTripper
	secrets   map[string]string
	server    *mockscim.Server // nil with a real server
}

// mockStage sets an Action before a server in memory. Time is virtual, so that
// every run of it is the same. Of the secrets, the base URL is the stage's own,
// and so are credentials where there are none. The server knows the schemas, too.
func mockStage(program *harness.Program, secrets map[string]string, schemas ...*scim.Schema) *stage {
	return mockStageWith(program, secrets, nil, schemas...)
}

// mockStageWith is mockStage with a server that has further options.
func mockStageWith(program *harness.Program, secrets map[string]string, more []mockscim.Option, schemas ...*scim.Schema) *stage {
	clock := action.VirtualClock(action.Epoch)
	options := []mockscim.Option{
		mockscim.WithBasePath(mockBasePath),
		mockscim.WithClock(clock.Now),
	}
	given := maps.Clone(mockSecrets)
	if _, ok := secrets[secretToken]; !ok {
		options = append(options, mockscim.WithBearerToken(mockToken))
	}
	options = append(options, more...)
	for _, schema := range schemas {
		options = append(options, mockscim.WithSchema(schema))
	}
	for name, value := range secrets {
		given[name] = value
	}
	given[secretBaseURL] = mockURL
	server := mockscim.New(options...)
	return &stage{
		engine:    harness.New(program, harness.Options{Clock: clock}),
		transport: withTokens(server),
		secrets:   given,
		server:    server,
	}
}

// realStage sets an Action before the server that its secrets name.
func realStage(program *harness.Program, secrets map[string]string, seed uint64) *stage {
	return &stage{
		engine:    harness.New(program, harness.Options{Clock: action.RealClock(), Seed: seed}),
		transport: http.DefaultTransport.(*http.Transport).Clone(),
		secrets:   secrets,
	}
}

// deliver delivers one event.
func (s *stage) deliver(ctx context.Context, e event) (*action.Transcript, error) {
	t, err := s.engine.Deliver(ctx, action.Event{Message: e.raw, Secrets: s.secrets}, s.transport)
	var load *harness.LoadError
	if errors.As(err, &load) {
		return nil, unusable(load.Error(), "")
	}
	if err != nil {
		return nil, world(fmt.Sprintf("the delivery was given up: %v", err), "")
	}
	return t, nil
}

// users are those that the mock server holds; nil with a real server.
func (s *stage) users() []map[string]any {
	if s.server == nil {
		return nil
	}
	return s.server.Users()
}

// load compiles an Action file for a stage; name is how messages call it.
func (p *Process) load(name, code string, options ...harness.CompileOption) (*harness.Program, error) {
	program, err := harness.Compile(name, []byte(code), options...)
	var syntax *harness.SyntaxError
	if !errors.As(err, &syntax) {
		if err != nil {
			return nil, unusable(err.Error(), "")
		}
		return program, nil
	}
	f := source.NewFile(name, code)
	d := diag.Diagnostic{Code: codeActionSyntax, Summary: syntax.Message, Help: syntax.Fix}
	d.Span = source.Span{File: f}
	if syntax.Line > 0 {
		at := f.Offset(source.Pos{Line: syntax.Line, Column: max(1, syntax.Column)})
		d.Span = source.Span{File: f, Start: at, End: min(at+1, len(f.Text))}
	}
	return nil, p.refuse(d)
}
