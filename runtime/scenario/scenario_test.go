package scenario_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/reference"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// The file of the sample runs as the subtests of this one.
func TestRun(t *testing.T) {
	scenario.Run(t, "../../testdata/sample/*.test.yaml")
}

// fakeT is a test that may fail without this one doing so.
type fakeT struct {
	testing.TB
	said []string
	subs []*fakeT
}

func (f *fakeT) Run(name string, run func(*fakeT)) bool {
	sub := &fakeT{TB: f.TB, said: []string{name}}
	sub.do(func() { run(sub) })
	f.subs = append(f.subs, sub)
	return len(sub.said) == 1
}

type stop struct{}

func (f *fakeT) do(run func()) {
	defer func() {
		if p := recover(); p != nil && p != any(stop{}) {
			panic(p)
		}
	}()
	run()
}

func (f *fakeT) Helper() {}

func (f *fakeT) Errorf(format string, args ...any) {
	f.said = append(f.said, fmt.Sprintf(format, args...))
}

func (f *fakeT) Fatalf(format string, args ...any) {
	f.Errorf(format, args...)
	panic(stop{})
}

func (f *fakeT) Skipf(format string, args ...any) { f.Fatalf(format, args...) }

// A scenario that fails fails its subtest and no other, and says where and why.
func TestRunFails(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const mapping = "version: 1\nuser: {userName: \"${user.email}\", active: \"${!user.blocked}\"}\n"
	write("scimwright.yaml", mapping)
	path := write("a.test.yaml", `tests:
  - {name: right, user: {user_id: a, email: x}, expect: {scim: {userName: x}}}
  - {name: wrong, user: {user_id: a, email: y}, expect: {scim: {userName: x}}}
`)
	f := &fakeT{TB: t}
	f.do(func() { scenario.Run(f, path) })
	if len(f.said) != 0 || len(f.subs) != 2 || len(f.subs[0].said) != 1 {
		t.Fatalf("%v, %d subtests", f.said, len(f.subs))
	}
	told := strings.Join(f.subs[1].said, "\n")
	for _, part := range []string{"wrong\n", "a.test.yaml:3: the user: userName", `- "x"`, `+ "y"`, "user.email\n     │"} {
		if !strings.Contains(told, part) {
			t.Errorf("it says not %q:\n%s", part, told)
		}
	}
	for name, tc := range map[string]struct{ file, mapping, want string }{
		"no such file":     {"", "", "there is no file of scenarios"},
		"unknown key":      {"tests: [{nam: a}]", "", "a test has no key `nam`"},
		"no mapping":       {"mapping: none.yaml\ntests: [{name: a, user: {user_id: a}}]", "", "the mapping of "},
		"a broken mapping": {"mapping: broken.yaml\ntests: [{name: a, user: {user_id: a}}]", "version: 1\nuser: {userNam: x}\n", "userNam"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(folder, "nothing.test.yaml")
			if tc.file != "" {
				path = write("broken.test.yaml", tc.file)
			}
			if tc.mapping != "" {
				write("broken.yaml", tc.mapping)
			}
			f := &fakeT{TB: t}
			f.do(func() { scenario.Run(f, path) })
			if told := strings.Join(f.said, "\n"); !strings.Contains(told, tc.want) {
				t.Errorf("it says %q, want %q", told, tc.want)
			}
		})
	}
}

func suiteOf(t *testing.T, mapping, tests string) *scenario.Suite {
	t.Helper()
	m, found := generator.Parse("scimwright.yaml", mapping)
	checked, more := generator.Check(m)
	if found.HasErrors() || more.HasErrors() {
		t.Fatal(found, more)
	}
	file, found := scenario.Read("a.test.yaml", tests)
	if file == nil {
		t.Fatal(found)
	}
	s, err := scenario.NewSuite(file, checked)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const plainMapping = "version: 1\nuser: {userName: \"${user.email}\", active: \"${!user.blocked}\"}\n"

// Results come in the order of the file, however many tests run side by side, and a
// runtime that is used again shows nothing of the test before.
func TestRunAllKeepsOrder(t *testing.T) {
	var file strings.Builder
	file.WriteString("tests:\n")
	for i := range 60 {
		now := time.Date(2026, 1, 1+i%28, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fmt.Fprintf(&file, "  - {name: t%d, now: %s, event: {type: user.created, user: {user_id: a%d, email: x%d}}, ", i, now, i, i)
		fmt.Fprintf(&file, "expect: {outcome: created, users: [{id: '1', userName: x%d, meta: {created: '/^%s/'}}]}}\n", i, now)
	}
	s := suiteOf(t, plainMapping, file.String())
	for _, workers := range []int{1, 3, 0} {
		var names []string
		err := scenario.RunAll(t.Context(), []*scenario.Suite{s}, scenario.Options{Workers: workers}, func(r *scenario.Result) {
			names = append(names, r.Test.Name)
			if r.Failed() {
				t.Errorf("%s: %s", r.Test.Name, r.Explain())
			}
		})
		if err != nil || len(names) != 60 || names[0] != "t0" || names[59] != "t59" || names[30] != "t30" {
			t.Errorf("%d workers: %v %v", workers, err, names)
		}
	}
}

func TestRunAllStops(t *testing.T) {
	s := suiteOf(t, plainMapping, `tests:
  - {name: a, user: {user_id: a, email: x}, expect: {scim: {userName: y}}}
  - {name: b, user: {user_id: a, email: x}}
`)
	var names []string
	tell := func(r *scenario.Result) { names = append(names, r.Test.Name) }
	if err := scenario.RunAll(t.Context(), []*scenario.Suite{s}, scenario.Options{FailFast: true}, tell); err != nil || len(names) != 1 {
		t.Errorf("fail-fast: %v %v", names, err)
	}
	names = nil
	match := func(name string) bool { return name == "b" }
	if err := scenario.RunAll(t.Context(), []*scenario.Suite{s}, scenario.Options{Match: match}, tell); err != nil || len(names) != 1 || names[0] != "b" {
		t.Errorf("by name: %v %v", names, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stopped *scenario.Error
	if err := scenario.RunAll(ctx, []*scenario.Suite{s}, scenario.Options{}, tell); !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// An observer of its own is asked for by each worker, and told of what expressions come to.
func TestRunAllObserves(t *testing.T) {
	s := suiteOf(t, plainMapping, "tests: [{name: a, user: {user_id: a, email: x}}]")
	seen := map[string]int{}
	o := scenario.Options{Workers: 1, Observe: func(*scenario.Suite) scenario.Observer {
		return func(e *reference.Evaluation) { seen[e.Attribute]++ }
	}}
	if err := scenario.RunAll(t.Context(), []*scenario.Suite{s}, o, func(*scenario.Result) {}); err != nil || seen["userName"] == 0 || seen["active"] == 0 {
		t.Errorf("%v %v", seen, err)
	}
}

// What is written is read as what it was.
func TestWriteIsRead(t *testing.T) {
	text := `mapping: m.yaml
secrets: {A: b}
tests:
  - name: one
    now: "2026-03-01T09:00:00Z"
    given: {users: [{userName: x}]}
    dialect: [slack]
    event: {type: user.created, user: {user_id: a}, wait: 3s}
    expect:
      outcome: created
      requests: [GET /Users, {request: POST /Users, body: {a: 1}, headers: {X: y}}]
      body: {a: [1, x, null, true]}
      elapsed: < 1s
  - name: two
    user: {user_id: a}
    connection: {name: c}
    expect: {scim: {a: 1}, exactly: {b: 2}, scope: in}
`
	first, found := scenario.Read("a.test.yaml", text)
	if first == nil {
		t.Fatal(found)
	}
	written, err := scenario.Write(first)
	if err != nil {
		t.Fatal(err)
	}
	second, found := scenario.Read("a.test.yaml", string(written))
	if second == nil {
		t.Fatalf("%v\n%s", found, written)
	}
	again, err := scenario.Write(second)
	if err != nil || string(again) != string(written) {
		t.Errorf("%v: written once\n%s\nand again\n%s", err, written, again)
	}
	for _, part := range []string{"now: \"2026-03-01T09:00:00Z\"", "request: POST /Users", "- GET /Users", "elapsed: < 1s", "scope: in", "wait: 3s"} {
		if !strings.Contains(string(written), part) {
			t.Errorf("it lacks %q:\n%s", part, written)
		}
	}
}

// Whatever a file holds, reading it ends, and says where it is wrong.
func TestReadBadFiles(t *testing.T) {
	bomb := "x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		bomb += fmt.Sprintf("x-%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	for text, want := range map[string]string{
		"":                                "it has no tests",
		"- a":                             "a file of scenarios has to be a map",
		"tests: 3":                        "tests has to be a list",
		"tests: [3]":                      "a test has to be a map",
		"tests: [{name: [a]}]":            "the name has to be text",
		"a: {":                            "this is no YAML",
		"tests: [&a {name: x, user: *a}]": "the alias is part of what it stands for",
		"x-a: &a {<<: *a}\ntests: []":     "the alias is part of what it stands for",
		bomb + "tests: [{name: a, user: {user_id: *a11}}]":                                 "the file has more than 1000000 values",
		"tests: [{name: a, user: {user_id: a}, user: {}}]":                                 "the key `user` is there twice",
		"tests: [{name: a, event: {type: 3, user: {}}}]":                                   "it has no type",
		"tests: [{name: a, event: {type: x, user: {}, wait: soon}}]":                       "`soon`",
		"tests: [{name: a, user: {}, connection: 3}]":                                      "the connection has to be a map",
		"tests: [{name: a, event: {type: x, user: {}}, connection: {}}]":                   "`connection` goes with `user`",
		"tests: [{name: a, user: {}, expect: {outcome: created}}]":                         "a test of the mapping alone delivers nothing",
		"tests: [{name: a, event: {type: x, user: {}}, expect: {scim: {}}}]":               "`scim` and `scope` are of a test with `user`",
		"tests: [{name: a, event: {type: x, user: {}}, expect: {elapsed: soon}}]":          "cannot be read: write 1s",
		"tests: [{name: a, event: {type: x, user: {}}, expect: {requests: [{body: {}}]}}]": "the request has no line",
		"tests: [{name: a, user: {}, cases: []}]":                                          "there are no cases",
		"tests: [{name: a, user: {}, cases: [3]}]":                                         "a case has to be a map",
		"tests: [{name: a, user: {}, cases: [{any: 1}]}]":                                  "`<any>` has a meaning of its own",
		"tests: [{name: <b>, user: {}, cases: [{aa: 1}]}]":                                 "no case has a `b`",
		"tests: [{name: a, user: {}, seed: -1}]":                                           "the seed has to be a whole number",
		"tests: [{name: a, user: {}, tokens: [{delay: -1s}]}]":                             "this is no duration",
		"tests: [{name: a, user: {x: .inf}}]":                                              "this is no JSON data: it has no number .inf",
		"tests: [{name: a, user: {[x]: 1}}]":                                               "this is no JSON data: a key has to be text",
	} {
		file, found := scenario.Read("a.test.yaml", text)
		if file != nil || len(found) == 0 {
			t.Errorf("%.80s is read", text)
			continue
		}
		said := ""
		for _, d := range found {
			said += d.Summary + "\n"
			if d.Span.File == nil {
				t.Errorf("%.80s: %s has no place", text, d.Summary)
			}
		}
		if !strings.Contains(said, strings.Trim(want, "`")) && !strings.Contains(said, want) {
			t.Errorf("%.80s: %s, want %s", text, said, want)
		}
	}
}

// FuzzRead: reading a file ends, with tests or with what is wrong, and what is read runs.
func FuzzRead(f *testing.F) {
	f.Add("tests: [{name: a, user: {user_id: a}, expect: {scim: {a: <any>}}}]")
	f.Add("x-a: &a {name: b}\ntests:\n  - <<: *a\n    cases: [{x: 1}]\n    event: {type: user.created, user: {user_id: <x>}}\n    expect:\n      snapshot:\n")
	f.Add("mapping: {version: 1}\nsecrets: {A: b}\ntests: [{name: a, now: 2026-01-01, events: [{type: x, data: {}}], server: [{on: GET /}]}]")
	f.Fuzz(func(t *testing.T, text string) {
		file, found := scenario.Read("a.test.yaml", text)
		if (file == nil) != (len(found) > 0) {
			t.Fatalf("%v and %v", file, found)
		}
		for _, d := range found {
			if d.Summary == "" || d.Span.File == nil || d.Span.End < d.Span.Start || d.Span.End > len(text) {
				t.Fatalf("%+v", d)
			}
		}
	})
}
