package mockscim_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

// TestProblems reads the lists of mistakes under testdata/problems. Each line has
// a file, an arrow, and what is said of it: the offset, then the problem.
func TestProblems(t *testing.T) {
	parsers := map[string]func(string) error{
		"dialect": func(text string) error { _, err := mockscim.ParseDialect([]byte(text)); return err },
		"faults":  func(text string) error { _, err := mockscim.ParseFaults([]byte(text)); return err },
	}
	for name, parse := range parsers {
		file := filepath.Join("testdata", "problems", name+".txt")
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for line := range strings.Lines(string(data)) {
			text, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  =>  ")
			if !ok {
				continue
			}
			count++
			got := "fine"
			if err := parse(text); err != nil {
				var p *mockscim.Problem
				if !errors.As(err, &p) {
					t.Fatalf("%s: no Problem: %v", text, err)
				}
				got = fmt.Sprintf("%d %v", p.Offset, p)
			}
			if got != want {
				t.Errorf("%s\n got %s\nwant %s", text, got, want)
			}
		}
		if count == 0 {
			t.Errorf("%s lists no mistake", file)
		}
	}
}

func TestWrongOptionsPanic(t *testing.T) {
	for want, option := range map[string]mockscim.Option{
		"mockscim: WithDialect: put: \"404\"":                 mockscim.WithDialect(mockscim.Dialect{Put: "404"}),
		"mockscim: WithFaults: [1].reply: the reply is empty": mockscim.WithFaults(mockscim.Fault{Reply: mockscim.Reply{Status: 500}}, mockscim.Fault{}),
		"mockscim: RandomFaults needs a rate from 0 to 1":     mockscim.RandomFaults(1, 1.5),
	} {
		func() {
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, want) {
					t.Errorf("got %q, want %q", text, want)
				}
			}()
			mockscim.New(option)
		}()
	}
}

// FuzzParseFaults checks that no text makes the parser panic, that what it takes
// means the same when it is written down again, and that a server lives with it.
func FuzzParseFaults(f *testing.F) {
	seedFromFiles(f, "faults")
	f.Fuzz(func(t *testing.T, text string) {
		faults, err := mockscim.ParseFaults([]byte(text))
		if err != nil {
			inside(t, text, err)
			return
		}
		written, err := json.Marshal(faults)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := mockscim.ParseFaults(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if rewritten, err := json.Marshal(again); string(rewritten) != string(written) {
			t.Fatalf("%s\nbecame %s (%v)", written, rewritten, err)
		}
		exercise(t, mockscim.WithFaults(faults...))
	})
}

// FuzzParseDialect does the same for dialects.
func FuzzParseDialect(f *testing.F) {
	seedFromFiles(f, "dialect")
	for _, d := range mockscim.Dialects() {
		text, err := json.Marshal(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := mockscim.ParseDialect([]byte(text))
		if err != nil {
			inside(t, text, err)
			return
		}
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		again, err := mockscim.ParseDialect(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if rewritten, err := json.Marshal(again); string(rewritten) != string(written) {
			t.Fatalf("%s\nbecame %s (%v)", written, rewritten, err)
		}
		exercise(t, mockscim.WithDialect(d))
	})
}

func seedFromFiles(f *testing.F, name string) {
	data, err := os.ReadFile("testdata/problems/" + name + ".txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, _, _ := strings.Cut(line, "  =>  ")
		f.Add(text)
	}
}

// inside makes sure that an error is a problem with a place in the text.
func inside(t *testing.T, text string, err error) {
	t.Helper()
	var p *mockscim.Problem
	if !errors.As(err, &p) || p.What == "" || p.Offset < 0 || p.Offset > len(text) {
		t.Fatalf("%q: %#v", text, err)
	}
}

// exercise sends a few requests to a server, which must not panic but to drop a
// connection. In virtual time nothing waits.
func exercise(t *testing.T, option mockscim.Option) {
	t.Helper()
	server := mockscim.New(option, mockscim.WithClock(ticking()))
	for _, x := range []exchange{
		{method: "POST", target: "/Users", body: userBody("Ada@example.com")},
		{method: "GET", target: `/Users?filter=externalId eq "(" or userName eq "a"`},
		{method: "PUT", target: "/Users/1", body: userBody("bob")},
		{method: "PATCH", target: "/Users/1", body: patchBody(`{"op": "Replace", "value": {"emails": [{"value": "A@b"}, {"value": "c"}]}}`)},
		{method: "DELETE", target: "/Users/1"},
		{method: "GET", target: "/Users"},
	} {
		x.header = http.Header{}
		ask(t, server, x.request(t))
	}
	server.Users()
	server.Heal()
	server.Reset()
}
