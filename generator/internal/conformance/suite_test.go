// Package conformance_test holds the emitted JavaScript to the conformance
// tests of the CEL specification, which the module cel.dev/expr ships. Each test
// is compiled as a mapping's expression is, runs in goja and in Node, and either
// comes to the value or the error that the specification wants, or is refused by
// the check, for a reason that testdata/reasons.yaml gives. What comes of all of
// them is written to testdata/refused.txt and docs/conformance.md.
package conformance_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	suite "cel.dev/expr/conformance/test"
	"google.golang.org/protobuf/encoding/prototext"

	// The messages that tests hold, by which prototext knows them.
	_ "cel.dev/expr/conformance/proto2"
	_ "cel.dev/expr/conformance/proto3"
)

// specified is a test of the specification.
type specified struct {
	*suite.SimpleTest
	file string // without its extension
	path string // section/test, unique in the file
}

func (s specified) String() string { return s.file + "/" + s.path }

// readSuite reads the tests of all files, in the order in which they stand there.
func readSuite(t *testing.T) (names []string, all []specified) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(suiteFolder(t), "*.textproto"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the module cel.dev/expr has no tests where they used to be: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var parsed suite.SimpleTestFile
		if err := prototext.Unmarshal(text, &parsed); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".textproto")
		names = append(names, name)
		all = append(all, testsOf(&parsed, name)...)
	}
	return names, all
}

// suiteFolder is where the module cache has the tests.
func suiteFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "cel.dev/expr").Output()
	if err != nil {
		t.Fatalf("go list -m cel.dev/expr: %v", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "tests", "simple", "testdata")
}

// testsOf gives each test of a file a path of its own: some share a name.
func testsOf(file *suite.SimpleTestFile, name string) []specified {
	var tests []specified
	seen := map[string]int{}
	for _, section := range file.GetSection() {
		for _, test := range section.GetTest() {
			path := section.GetName() + "/" + test.GetName()
			seen[path]++
			if n := seen[path]; n > 1 {
				path = fmt.Sprintf("%s#%d", path, n)
			}
			tests = append(tests, specified{test, name, path})
		}
	}
	return tests
}
