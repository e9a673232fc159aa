package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// How far a population is read is told on a terminal alone, and taken back in the end.
func TestPopulationMeter(t *testing.T) {
	for terminal, want := range map[bool]string{
		true:  "\r\x1b[K[███████████████               ] 1,024 users\r\x1b[K",
		false: "",
	} {
		var said bytes.Buffer
		m := &populationMeter{progress: progress{process: &Process{Stderr: &said, StderrTerminal: terminal}}, size: 2000}
		if _, err := io.CopyN(io.Discard, m.reading(strings.NewReader(strings.Repeat("x", 2000))), 1000); err != nil {
			t.Fatal(err)
		}
		m.tell(1023)
		m.tell(1024)
		m.end()
		if said.String() != want {
			t.Errorf("on a terminal %v: %q", terminal, said.String())
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 123456: "123,456", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
