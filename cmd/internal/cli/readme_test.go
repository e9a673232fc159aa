package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

const readme = "../../../README.md"

// TestReadme runs the commands of README.md, in their order, in an empty
// folder, and compares what they print byte for byte.
func TestReadme(t *testing.T) { runPage(t, readme, t.TempDir()) }

// TestTutorials does the same with the pages that lead through the sample repository,
// each in a copy of it whose files are committed.
func TestTutorials(t *testing.T) {
	for _, page := range tutorials {
		t.Run(page, func(t *testing.T) { runPage(t, filepath.Join(pages, page), sampleRepository(t)) })
	}
}

// tutorials are the pages whose commands are run in the sample repository.
var tutorials = []string{"testing.md", "ci.md"}

// runPage runs the commands of a page.
func runPage(t *testing.T, page, folder string) {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	shell := &tinyShell{dir: folder}
	blocks := 0
	got := consoleBlock.ReplaceAllStringFunc(string(data), func(block string) string {
		blocks++
		rewritten, err := shell.session(consoleBlock.FindStringSubmatch(block)[1])
		if err != nil {
			t.Fatalf("%v in\n%s", err, block)
		}
		return "```console\n" + rewritten + "```\n"
	})
	if blocks == 0 {
		t.Fatalf("%s shows no command", page)
	}
	if got == string(data) {
		return
	}
	if updating() {
		if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("UPDATE_GOLDEN is set: %s has been rewritten; look at the changes and run again without it", page)
	}
	t.Errorf("%s does not show what its commands print; UPDATE_GOLDEN=1 rewrites it:\n%s", page, firstDifference(string(data), got))
}

var consoleBlock = regexp.MustCompile("(?ms)^```console\n(.*?)^```\n")

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, a[i], b[i])
		}
	}
	return "one of the two ends early"
}

// tinyShell knows as much of a shell as README.md needs, so that the test runs
// wherever Go does.
type tinyShell struct {
	dir  string
	code int // of the last command
}

// session runs the lines of a block that begin with "$ " and returns the block
// with what they print now.
func (s *tinyShell) session(block string) (string, error) {
	var out strings.Builder
	lines := strings.SplitAfter(block, "\n")
	for i := 0; i < len(lines); i++ {
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !ok {
			continue // what a command has printed before
		}
		out.WriteString(lines[i])
		if file, ok := hereDocument(command); ok {
			var text strings.Builder
			for i++; i < len(lines) && lines[i] != "EOF\n"; i++ {
				text.WriteString(lines[i])
			}
			out.WriteString(text.String() + "EOF\n")
			if err := os.WriteFile(filepath.Join(s.dir, file), []byte(text.String()), 0o666); err != nil {
				return "", err
			}
			continue
		}
		printed, err := s.pipeline(strings.TrimSuffix(command, "\n"))
		if err != nil {
			return "", err
		}
		out.WriteString(printed)
	}
	return out.String(), nil
}

// hereDocument recognises cat > FILE <<'EOF'.
func hereDocument(command string) (file string, ok bool) {
	rest, ok := strings.CutPrefix(command, "cat > ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(rest, " <<'EOF'\n")
}

// pipeline runs commands of which each reads what the one before has printed.
func (s *tinyShell) pipeline(line string) (string, error) {
	text := ""
	for _, command := range strings.Split(line, " | ") {
		var err error
		if text, err = s.run(words(command), text); err != nil {
			return "", fmt.Errorf("%s: %w", command, err)
		}
	}
	return text, nil
}

// words splits a command at blanks, but for those between single quotes.
func words(command string) []string {
	var all []string
	for i, part := range strings.Split(command, "'") {
		if i%2 == 1 {
			all = append(all, part)
		} else {
			all = append(all, strings.Fields(part)...)
		}
	}
	return all
}

func (s *tinyShell) run(words []string, input string) (string, error) {
	switch {
	case words[0] == "scimwright":
		return s.scimwright(words[1:], input), nil
	case len(words) == 2 && words[0] == "echo" && words[1] == "$?":
		return fmt.Sprintln(s.code), nil
	case len(words) == 3 && words[0] == "head" && words[1] == "-n":
		n, err := strconv.Atoi(words[2])
		lines := strings.SplitAfter(input, "\n")
		return strings.Join(lines[:min(n, len(lines))], ""), err
	case len(words) == 4 && words[0] == "sed" && words[1] == "-n":
		return s.between(words[2], words[3])
	case len(words) == 4 && words[0] == "sed" && words[1] == "-i":
		return "", s.substitute(words[2], words[3])
	case len(words) == 2 && words[0] == "cat":
		text, err := os.ReadFile(filepath.Join(s.dir, words[1]))
		return string(text), err
	}
	return "", fmt.Errorf("the test does not know this command")
}

// substitute is sed -i 's/OLD/NEW/' FILE, for texts that mean themselves and are there.
func (s *tinyShell) substitute(script, file string) error {
	parts := strings.Split(script, script[1:2])
	if len(parts) != 4 || parts[0] != "s" || parts[3] != "" {
		return fmt.Errorf("not of the form 's/OLD/NEW/'")
	}
	text, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		return err
	}
	if !strings.Contains(string(text), parts[1]) {
		return fmt.Errorf("%s does not hold %q", file, parts[1])
	}
	replacement := strings.ReplaceAll(parts[2], `\&`, "&") // which would be what was found
	return os.WriteFile(filepath.Join(s.dir, file), []byte(strings.ReplaceAll(string(text), parts[1], replacement)), 0o666)
}

// between is sed -n '/FIRST/,/LAST/p' FILE.
func (s *tinyShell) between(script, file string) (string, error) {
	script = strings.TrimSuffix(strings.TrimPrefix(script, "/"), "/p")
	first, last, ok := strings.Cut(script, "/,/")
	if !ok {
		return "", fmt.Errorf("not of the form '/FIRST/,/LAST/p'")
	}
	data, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		return "", err
	}
	from, err1 := regexp.Compile(first)
	to, err2 := regexp.Compile(last)
	if err := errors.Join(err1, err2); err != nil {
		return "", err
	}
	var out strings.Builder
	inside := false
	for line := range strings.Lines(string(data)) {
		begins := !inside && from.MatchString(line)
		if inside || begins {
			out.WriteString(line)
		}
		inside = begins || (inside && !to.MatchString(line))
	}
	return out.String(), nil
}

// scimwright runs the command line; what it prints comes on one stream, as on
// a terminal.
func (s *tinyShell) scimwright(args []string, input string) string {
	var out bytes.Buffer
	s.code = Main(&Process{
		Args: args, Dir: s.dir,
		Stdin: strings.NewReader(input), Stdout: &out, Stderr: &out,
		Now: func() time.Time { return time.Date(2025, time.January, 1, 12, 0, 0, 0, time.UTC) },
	})
	return out.String()
}
