package harness_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// provisioner is a small hand-written Action that creates users: what most
// deliveries come to.
func provisioner(tb testing.TB) *harness.Program {
	tb.Helper()
	path := filepath.Join("testdata", "provisioner.js")
	code, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	program, err := harness.Compile(path, code)
	if err != nil {
		tb.Fatal(err)
	}
	return program
}

// created is a SCIM server that creates every user.
var created = action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/scim+json")
	w.WriteHeader(http.StatusCreated)
	_, _ = io.WriteString(w, `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"2819c223","userName":"ada@example.com"}`)
}))

var userCreated = action.Event{
	Message: json.RawMessage(`{"id":"evt_1","type":"user.created","source":"urn:auth0:example","specversion":"1.0",
		"time":"2025-01-01T00:00:00Z","data":{"object":{"user_id":"auth0|ada","email":"ada@example.com",
		"email_verified":true,"name":"Ada Lovelace","given_name":"Ada","family_name":"Lovelace","blocked":false,
		"created_at":"2025-01-01T00:00:00Z","updated_at":"2025-01-01T00:00:00Z",
		"identities":[{"connection":"Username-Password-Authentication","user_id":"ada","provider":"auth0","isSocial":false}]},
		"context":{"connection":{"name":"Username-Password-Authentication","strategy":"auth0"}}}}`),
	Secrets: map[string]string{"SCIM_BASE_URL": "https://scim.example.com/v2", "SCIM_BEARER_TOKEN": "a-bearer-token"},
}

func benchmarkDeliver(b *testing.B, options harness.Options) {
	engine := harness.New(provisioner(b), options)
	b.ReportAllocs()
	for b.Loop() {
		transcript, err := engine.Deliver(context.Background(), userCreated, created)
		if err != nil || transcript.Outcome != action.Created {
			b.Fatalf("outcome %v, %v, error %v", transcript.Outcome, transcript.Failure, err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

func BenchmarkDeliverReusedRuntime(b *testing.B) { benchmarkDeliver(b, harness.Options{}) }

func BenchmarkDeliverFreshRuntime(b *testing.B) {
	benchmarkDeliver(b, harness.Options{Fresh: true})
}

func BenchmarkCompile(b *testing.B) {
	code, err := os.ReadFile(filepath.Join("testdata", "provisioner.js"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := harness.Compile("provisioner.js", code); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemoryPerRuntime reports what an engine keeps once it has run.
func BenchmarkMemoryPerRuntime(b *testing.B) {
	const engines = 200
	program := provisioner(b)
	for b.Loop() {
		kept := make([]*harness.Engine, engines)
		before := heapInUse()
		for i := range kept {
			kept[i] = harness.New(program, harness.Options{})
			if _, err := kept[i].Deliver(context.Background(), userCreated, created); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heapInUse()-before)/engines, "bytes/runtime")
		runtime.KeepAlive(kept)
	}
}

func heapInUse() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
