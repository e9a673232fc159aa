package population_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/population"
)

// read reads all records, as line:text, and then the error.
func read(text string) string {
	var got []string
	r, err := population.NewReader(strings.NewReader(text))
	for err == nil {
		var record population.Record
		if record, err = r.Next(); err == nil {
			got = append(got, fmt.Sprintf("%d:%s", record.Line, record.Text))
		}
	}
	if !errors.Is(err, io.EOF) {
		got = append(got, err.Error())
	}
	return strings.Join(got, " ")
}

func TestReader(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"nothing":              {"", ""},
		"blanks":               {" \n\t\r\n", ""},
		"lines":                {"{\"a\":1}\n{\"b\":2}\n", `1:{"a":1} 2:{"b":2}`},
		"lines of Windows":     {"\ufeff{\"a\":1}\r\n\r\n{\"b\":2}", `1:{"a":1} 3:{"b":2}`},
		"blank lines before":   {"\n\n{}\n", "3:{}"},
		"a broken line":        {"{}\n{\"a\":\n{}", `1:{} 2:{"a": 3:{}`},
		"a list":               {"[{\"a\":[1,\"]}\"]},\n {\"b\":{}} ]", `1:{"a":[1,"]}"]} 2:{"b":{}}`},
		"a list, escaped":      {`[{"a":"\"}"},{"b":"\\"}]`, `1:{"a":"\"}"} 1:{"b":"\\"}`},
		"an empty list":        {"[ ]", ""},
		"an open list":         {"[{}", `1:{} line 1: the list has no end: the file was cut off`},
		"a list of others":     {"[1]", `line 1: a user has to be an object, and this begins with '1'`},
		"pretty":               {"{\n \"a\": 1\n}\n{\n}", "1:{\n \"a\": 1\n} 4:{\n}"},
		"a pretty one cut off": {"{\n \"a\": {\n}\n", "line 1: the object has no end: the file was cut off"},
		"behind a pretty one":  {"{\n}\nx", `1:{` + "\n" + `} line 3: a user has to be an object, and this begins with 'x'`},
		"csv":                  {"user_id,email\n", "line 1: this is no JSON: a population is a file of JSON objects, one a line; of Auth0's exports, the format is json, not csv"},
		"no gzip":              {"\x1f\x8bxxxxxxxxxxxxxx", "line 1: it begins like gzip and is not: gzip: invalid header"},
	} {
		if got := read(tc.text); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

// lines are n users, a line each.
func lines(n int) []byte {
	var text []byte
	for i := range n {
		text = strconv.AppendInt(append(text, `{"user_id":"auth0|`...), int64(i), 10)
		text = strconv.AppendInt(append(text, `","email":"user`...), int64(i)*7919, 10)
		text = append(text, "@example.com\"}\n"...)
	}
	return text
}

func zipped(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Each keeps the order, whatever is done side by side.
func TestEach(t *testing.T) {
	for name, text := range map[string][]byte{"plain": lines(5000), "gzip": zipped(t, lines(5000))} {
		r, err := population.NewReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		next := 0
		err = population.Each(t.Context(), r, func(u population.User) string {
			id, _ := u.Profile.Get("user_id")
			return fmt.Sprint(id)
		}, func(id string) error {
			if want := fmt.Sprintf("auth0|%d", next); id != want {
				return fmt.Errorf("%s, want %s", id, want)
			}
			next++
			return nil
		})
		if err != nil || next != 5000 {
			t.Errorf("%s: %d users, %v", name, next, err)
		}
	}
}

// A file of a million lines that is cut in the middle of a gzip block gives what comes
// before, and tells that it is cut and where.
func TestFileCutOff(t *testing.T) {
	var text []byte
	for i := range 1_000_000 {
		text = append(strconv.AppendInt(append(text, `{"n":`...), int64(i), 10), "}\n"...)
	}
	whole := zipped(t, text)
	r, err := population.NewReader(bytes.NewReader(whole[:len(whole)*2/3]))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for err == nil {
		if _, err = r.Next(); err == nil {
			seen++
		}
	}
	var wrong *population.Error
	if !errors.As(err, &wrong) || !errors.Is(err, population.ErrCut) || wrong.After != seen || wrong.Line != seen+1 || seen < 500_000 {
		t.Errorf("%v, after %d", err, seen)
	}
}

// Each does so, too, and keeps nothing of what it has read.
func TestEachOfAFileCutOff(t *testing.T) {
	whole := zipped(t, lines(50_000))
	r, err := population.NewReader(bytes.NewReader(whole[:len(whole)*2/3]))
	if err != nil {
		t.Fatal(err)
	}
	seen, most := 0, uint64(0)
	err = population.Each(t.Context(), r, func(u population.User) error { return u.Err }, func(bad error) error {
		if seen++; seen%10_000 == 0 {
			var stats runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&stats)
			most = max(most, stats.HeapAlloc)
		}
		return bad
	})
	if !errors.Is(err, population.ErrCut) || seen < 25_000 {
		t.Errorf("%v, after %d", err, seen)
	}
	if most > 64<<20 {
		t.Errorf("%d MiB are kept", most>>20)
	}
}

func TestEachEnds(t *testing.T) {
	enough := errors.New("enough")
	for name, tc := range map[string]struct {
		collect func(n int) error
		cancel  bool
		want    error
	}{
		"by collect":    {func(n int) error { return map[bool]error{true: enough}[n == 300] }, false, enough},
		"by the caller": {func(int) error { return nil }, true, context.Canceled},
	} {
		r, err := population.NewReader(bytes.NewReader(lines(100_000)))
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		err = population.Each(ctx, r, func(u population.User) int { return u.Line }, func(int) error {
			n++
			if tc.cancel && n == 500 {
				cancel()
			}
			return tc.collect(n)
		})
		cancel()
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is no user is told with its line, and ends nothing.
func TestEachTellsBadRecords(t *testing.T) {
	r, err := population.NewReader(strings.NewReader("{\"user_id\":\"a\"}\n{\"user_id\"}\n{\"email\":\"x\"}\n{\"type\":\"user.created\",\"data\":{}}\n{\"type\":\"user.created\",\"data\":{\"object\":{\"user_id\":\"b\"}}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = population.Each(t.Context(), r, func(u population.User) string {
		if u.Err != nil {
			return u.Err.Error()
		}
		id, _ := u.Profile.Get("user_id")
		return fmt.Sprint(id)
	}, func(said string) error { got = append(got, said); return nil })
	want := "a; line 2: it is no JSON: what stands at byte 10 cannot stand there; line 3: the user has no user_id; line 4: the event is about no user: it has no data.object; b"
	if said := strings.Join(got, "; "); err != nil || said != want {
		t.Errorf("%v: %s, want %s", err, said, want)
	}
}

// FuzzReader: whatever a file holds, reading it ends, and no record is longer than the file.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"{}\n{}", "[{},{}]", "{\n}\n", "[", "\x1f\x8b", "{\"a\":\"\\"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := population.NewReader(bytes.NewReader(text))
		for n := 0; err == nil; n++ {
			var record population.Record
			if record, err = r.Next(); err == nil && (len(record.Text) == 0 || n > len(text)) {
				t.Fatalf("record %d of %d bytes: %q", n, len(text), record.Text)
			}
		}
	})
}
