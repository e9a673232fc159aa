package mockscim_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// faultsOf reads faults as a file has them.
func faultsOf(t *testing.T, text string) mockscim.Option {
	t.Helper()
	faults, err := mockscim.ParseFaults([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return mockscim.WithFaults(faults...)
}

// Over a network, faults are what they are in process: TestContract has those.
func TestFaultsOverHTTP(t *testing.T) {
	const binary = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\x00"
	mock := mockscim.New(
		mockscim.WithFaults(mockscim.Fault{On: "GET /Groups/binary", Reply: mockscim.Reply{Raw: binary}}),
		faultsOf(t, `[
		{"on": "POST /Users", "apply": "before", "reply": {"drop": true}},
		{"on": "GET /Users/cut", "reply": {"status": 200, "body": "0123456789", "drop": "body"}},
		{"on": "GET /Users/raw", "reply": {"raw": "HTTP/1.1 299 Fine\r\nContent-Length: 2\r\n\r\nok"}},
		{"on": "GET /Users/garbage", "reply": {"raw": "SSH-2.0-OpenSSH_9.6\r\n"}},
		{"on": "GET /Users/short", "reply": {"raw": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"}},
		{"on": "GET /Users/late", "reply": {"delay": "10ms", "status": 503}},
		{"on": "GET /Users/stalls", "reply": {"stall": "10ms", "status": 200, "body": "0123456789"}},
		{"on": "GET /Users/hangs", "reply": {"stall": "1h", "status": 200, "body": "0123456789"}}]`))
	server := httptest.NewServer(mock)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for _, test := range []struct {
		method, target string
		status         int // 0 for no answer
		body           string
		cut            bool
	}{
		{"POST", "/Users", 0, "", false},
		{"GET", "/Users/cut", 200, "01234", true},
		{"GET", "/Users/raw", 299, "ok", false},
		{"GET", "/Groups/binary", 200, "\xff\x00", false},
		{"GET", "/Users/garbage", 0, "", false},
		{"GET", "/Users/short", 200, "short", true},
		{"GET", "/Users/late", 503, "", false},
		{"GET", "/Users/stalls", 200, "0123456789", false},
	} {
		r, err := http.NewRequest(test.method, server.URL+test.target, strings.NewReader(userBody("ada")))
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(r)
		if (err != nil) != (test.status == 0) {
			t.Errorf("%s: error %v", test.target, err)
		}
		if err != nil {
			continue
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != test.status || (err != nil) != test.cut || test.body != "" && string(body) != test.body {
			t.Errorf("%s: %d %q, error %v", test.target, response.StatusCode, body, err)
		}
	}
	if n := len(mock.Users()); n != 1 {
		t.Errorf("there are %d users, want the one of the request that worked and was dropped", n)
	}

	// The header is there while the body stalls, and a client may give up.
	ctx, giveUp := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+"/Users/hangs", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	half := make([]byte, 5)
	if _, err := io.ReadFull(response.Body, half); err != nil || string(half) != "01234" {
		t.Errorf("read %q, error %v", half, err)
	}
	giveUp()
	if _, err := io.ReadAll(response.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	response.Body.Close()
}

// A raw reply is the bytes, and nothing else.
func TestRawIsSentAsItIs(t *testing.T) {
	const raw = "NOT HTTP\xff\r\n\r\n"
	server := httptest.NewServer(mockscim.New(mockscim.WithFaults(mockscim.Fault{Reply: mockscim.Reply{Raw: raw}})))
	defer server.Close()
	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprint(connection, "GET /Users HTTP/1.1\r\nHost: x\r\n\r\n")
	got, err := io.ReadAll(bufio.NewReader(connection))
	if string(got) != raw || err != nil {
		t.Errorf("got %q, error %v", got, err)
	}
}

func TestHealEndsFaults(t *testing.T) {
	server := mockscim.New(faultsOf(t, `[{"on": "POST", "apply": "after", "reply": {"status": 503}}]`), mockscim.RandomFaults(1, 1))
	if w := call(server, "POST", "/Users", userBody("ada")); w.Code != 503 {
		t.Errorf("got %d", w.Code)
	}
	server.Heal()
	if w := call(server, "GET", "/Users", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"totalResults":1`) {
		t.Errorf("what was to work late has not: %d %s", w.Code, w.Body)
	}
	if w := call(server, "POST", "/Users", userBody("bob")); w.Code != 201 {
		t.Errorf("got %d", w.Code)
	}
}

func TestLookingAtTheUsersDoesWhatIsLate(t *testing.T) {
	server := mockscim.New(faultsOf(t, `[{"on": "POST", "apply": "after", "reply": {"status": 503}}]`))
	call(server, "POST", "/Users", userBody("ada"))
	if n := len(server.Users()); n != 1 {
		t.Errorf("there are %d users", n)
	}
}

func TestResetBeginsFaultsAnew(t *testing.T) {
	server := mockscim.New(faultsOf(t, `[{"times": 1, "apply": "after", "reply": {"status": 503}}]`))
	for range 2 {
		if w := call(server, "POST", "/Users", userBody("ada")); w.Code != 503 {
			t.Errorf("got %d", w.Code)
		}
		server.Reset()
		if n := len(server.Users()); n != 0 {
			t.Errorf("there are %d users", n)
		}
	}
}

// One list of faults may be given to several servers: each counts for itself.
func TestServersCountForThemselves(t *testing.T) {
	option := faultsOf(t, `[{"times": 1, "reply": {"status": 503}}]`)
	for range 2 {
		server := mockscim.New(option)
		if first, second := call(server, "GET", "/Users", "").Code, call(server, "GET", "/Users", "").Code; first != 503 || second != 200 {
			t.Errorf("got %d and %d", first, second)
		}
	}
}

// soak tells what becomes of requests under random faults, a line for each.
func soak(t *testing.T, seed uint64, rate float64, requests int) []string {
	t.Helper()
	clock := action.VirtualClock(time.Time{})
	server := mockscim.New(mockscim.RandomFaults(seed, rate), mockscim.WithClock(clock.Now))
	lines := make([]string, requests)
	for i := range lines {
		x := exchange{method: "POST", target: "/Users", body: userBody(fmt.Sprint("user-", i)), header: http.Header{}}
		got := ask(t, server, x.request(t))
		lines[i] = fmt.Sprint(got.status)
		for _, name := range []string{"Retry-After", "Late", "Stalls", "Cut"} {
			if value := got.header.Get(name); value != "" {
				lines[i] += " " + name + " " + value
			}
		}
		if got.status == http.StatusCreated && got.header.Get("Cut") == "" && !json.Valid(got.body) {
			t.Errorf("request %d: %s", i, got.body)
		}
	}
	return append(lines, fmt.Sprint(len(server.Users()), " users"))
}

func TestRandomFaultsDependOnTheSeedAlone(t *testing.T) {
	first := soak(t, 7, 0.5, 200)
	if !slices.Equal(first, soak(t, 7, 0.5, 200)) {
		t.Error("the same seed gives other faults")
	}
	if slices.Equal(first, soak(t, 8, 0.5, 200)) {
		t.Error("another seed gives the same faults")
	}
}

func TestRandomFaultsAreOfEveryKind(t *testing.T) {
	lines := soak(t, 1, 1, 1000)
	for _, want := range []string{
		"429", "429 Retry-After 0", "429 Retry-After 2", "429 Retry-After Wed, 01 Jan 2025 00:00:01 GMT",
		"503", "503 Retry-After 1", "500", "502", "504", "0", "0 Late 30s",
		"201 Cut yes", "201 Late 30s", "201 Stalls 30s",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("none of 1000 faults is %q", want)
		}
	}
	working := 0
	fmt.Sscan(lines[len(lines)-1], &working)
	if working < 400 || working > 750 {
		t.Errorf("%d of 1000 requests have done their work, want about 9 of 16", working)
	}
}

func TestTheRateOfRandomFaults(t *testing.T) {
	for _, rate := range []float64{0, 0.1, 0.5, 1} {
		well := 0
		for _, line := range soak(t, 3, rate, 2000) {
			if line == "201" {
				well++
			}
		}
		if share := 1 - float64(well)/2000; share < rate-0.04 || share > rate+0.04 {
			t.Errorf("of rate %v, %v of all requests met a fault", rate, share)
		}
	}
}

// Faults under load: counts hold, and nothing races.
func TestFaultsAndManyClientsAtOnce(t *testing.T) {
	server := mockscim.New(
		faultsOf(t, `[{"on": "POST", "after": 10, "times": 20, "apply": "after", "reply": {"status": 503}}]`),
		mockscim.WithDialect(mockscim.Dialect{RateLimits: []mockscim.RateLimit{{Requests: 60, Per: mockscim.Duration(time.Hour)}}}),
		mockscim.WithClock(func() time.Time { return action.Epoch }))
	codes := make(chan int, 100)
	for i := range cap(codes) {
		go func() { codes <- call(server, "POST", "/Users", userBody(fmt.Sprint(i))).Code }()
	}
	count := map[int]int{}
	for range cap(codes) {
		count[<-codes]++
	}
	// The 20 work late, so some of the 60 may be theirs.
	if count[503] != 20 || count[201]+count[429] != 80 || len(server.Users()) != 60 {
		t.Errorf("got %v and %d users", count, len(server.Users()))
	}
}
