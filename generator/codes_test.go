package generator_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// codeLine is how a code of a finding is declared.
var codeLine = regexp.MustCompile(`(?m)^\s*(code\w+)\s*=\s*"(SW\d+)"`)

// beyondFiles are the codes that no file of testdata/err has, and why.
var beyondFiles = map[string]string{
	"SW001": "the file would have to be huge: TestAHugeFileIsRefusedUnread makes one",
}

func TestEachCodeHasOneMeaningAndACase(t *testing.T) {
	var cases strings.Builder
	for _, golden := range glob(t, "*.stderr.txt") {
		cases.WriteString(read(t, golden))
	}
	meaning := make(map[string]string)
	for _, path := range []string{"internal/parse/codes.go", "internal/check/codes.go", "internal/resolve/codes.go"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		declared := codeLine.FindAllStringSubmatch(string(text), -1)
		if len(declared) == 0 {
			t.Fatalf("no code found in %s", path)
		}
		for _, d := range declared {
			name, code := filepath.Dir(path)+"."+d[1], d[2]
			if other, ok := meaning[code]; ok {
				t.Errorf("%s is both %s and %s", code, other, name)
			}
			meaning[code] = name
			if _, ok := beyondFiles[code]; !ok && !strings.Contains(cases.String(), "["+code+"]") {
				t.Errorf("%s (%s) has no case in %s", code, name, errDir)
			}
		}
	}
}
