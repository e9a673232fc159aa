package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

func defaultProgram(b *testing.B) *harness.Program {
	b.Helper()
	program, err := harness.Compile("action.js", []byte(defaultAction(b).Code))
	if err != nil {
		b.Fatal(err)
	}
	return program
}

var benchSecrets = map[string]string{
	"SCIM_BASE_URL":     "https://scim.example.com/scim/v2",
	"SCIM_BEARER_TOKEN": "test-token",
}

// createdEvent is the n-th user that signs up.
func createdEvent(n int) action.Event {
	return action.Event{Secrets: benchSecrets, Message: json.RawMessage(fmt.Sprintf(
		`{"id":"evt_%d","type":"user.created","specversion":"1.0","source":"urn:auth0:example","time":"2025-01-01T00:00:00Z",`+
			`"data":{"object":{"user_id":"auth0|%d","email":"user%d@example.com","name":"Ada Lovelace","given_name":"Ada",`+
			`"family_name":"Lovelace","nickname":"ada","blocked":false,"user_metadata":{"phone":"+44 20 7946 0000"},`+
			`"identities":[{"connection":"Main","user_id":"%d","provider":"auth0","isSocial":false}]}}}`, n, n, n, n))}
}

// BenchmarkCreated delivers user.created to the Action of the default mapping,
// which creates the user on the mock server, in process and on one goroutine.
func BenchmarkCreated(b *testing.B) {
	program := defaultProgram(b)
	for _, bench := range []struct {
		name    string
		options harness.Options
	}{
		{"reused", harness.Options{}},
		{"fresh", harness.Options{Fresh: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			engine := harness.New(program, bench.options)
			var server *mockscim.Server
			n := 0
			b.ReportAllocs()
			for b.Loop() {
				// A server that holds few users: what is measured is the engine.
				if n%1000 == 0 {
					server = mockscim.New(mockscim.WithBasePath("/scim/v2"))
				}
				transcript, err := engine.Deliver(context.Background(), createdEvent(n), action.Handler(server))
				if err != nil || transcript.Outcome != action.Created {
					b.Fatalf("outcome %s, failure %v, error %v", transcript.Outcome, transcript.Failure, err)
				}
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// BenchmarkLoad compiles the Action for goja.
func BenchmarkLoad(b *testing.B) {
	code := []byte(defaultAction(b).Code)
	for b.Loop() {
		if _, err := harness.Compile("action.js", code); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRuntimeMemory tells what a runtime holds on to after one delivery.
func BenchmarkRuntimeMemory(b *testing.B) {
	program := defaultProgram(b)
	server := action.Handler(mockscim.New(mockscim.WithBasePath("/scim/v2")))
	const engines = 100
	var bytes uint64
	for b.Loop() {
		before := heap()
		kept := make([]*harness.Engine, engines)
		for i := range kept {
			kept[i] = harness.New(program, harness.Options{})
			if _, err := kept[i].Deliver(context.Background(), createdEvent(i), server); err != nil {
				b.Fatal(err)
			}
		}
		bytes = heap() - before
		runtime.KeepAlive(kept)
	}
	b.ReportMetric(float64(bytes)/engines/1024, "KiB/runtime")
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
