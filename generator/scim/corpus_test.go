package scim_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpusLine is a line of a file of cases.
type corpusLine struct {
	number int
	text   string
}

// readCorpus returns the cases of a file: its lines but for empty ones and
// comments. No case at all is a failure.
func readCorpus(t testing.TB, name string) []corpusLine {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var lines []corpusLine
	for i, text := range strings.Split(string(data), "\n") {
		if strings.TrimSpace(text) != "" && !strings.HasPrefix(text, "#") {
			lines = append(lines, corpusLine{i + 1, text})
		}
	}
	if len(lines) == 0 {
		t.Fatalf("%s holds no case", name)
	}
	return lines
}
