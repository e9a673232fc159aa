package e2e_test

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/reference"
)

// defaultReference is the reference of the default mapping.
func defaultReference(b *testing.B) *reference.Reference {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(root, "testdata", "ok", "default_mapping", "mapping.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	return referenceOf(b, "mapping.yaml", string(text))
}

// BenchmarkReferenceUser makes SCIM users of profiles that are read already.
func BenchmarkReferenceUser(b *testing.B) {
	r := defaultReference(b)
	profile, err := reference.ParseObject(`{"user_id":"auth0|1","email":"user1@example.com","name":"Ada Lovelace",
		"given_name":"Ada","family_name":"Lovelace","nickname":"ada","blocked":false,"user_metadata":{"phone":"+44 20 7946 0000"},
		"identities":[{"connection":"Main","user_id":"1","provider":"auth0","isSocial":false}]}`)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.User(profile, reference.Connection{Name: "Main", Strategy: "auth0"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// answering is a transport that answers every request in the same way.
type answering struct {
	status int
	body   string
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Header: http.Header{"Content-Type": {"application/scim+json"}},
		Body: io.NopCloser(strings.NewReader(a.body)), Request: r}, nil
}

// BenchmarkReferenceCreated delivers user.created by the reference of the default
// mapping: to a server that costs nothing, and to the mock server.
func BenchmarkReferenceCreated(b *testing.B) {
	r := defaultReference(b)
	for name, transport := range map[string]func() http.RoundTripper{
		"alone": func() http.RoundTripper { return answering{201, `{"id":"2819c223","userName":"ada@example.com"}`} },
		"mockscim": func() http.RoundTripper {
			return action.Handler(mockscim.New(mockscim.WithBasePath("/scim/v2")))
		},
	} {
		b.Run(name, func(b *testing.B) {
			engine := reference.NewEngine(r, reference.EngineOptions{})
			var server http.RoundTripper
			n := 0
			b.ReportAllocs()
			for b.Loop() {
				// A server that holds few users: what is measured is the engine.
				if n%1000 == 0 {
					server = transport()
				}
				transcript, err := engine.Deliver(context.Background(), createdEvent(n), server)
				if err != nil || transcript.Outcome != action.Created {
					b.Fatalf("outcome %s, failure %v, error %v", transcript.Outcome, transcript.Failure, err)
				}
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
