package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/templates"
)

const sample = "../../../testdata/sample"

// sampleRepository is a copy of the sample, all of it committed.
func sampleRepository(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("git is not installed")
		}
		t.Skip("git is not installed")
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "--quiet", "--initial-branch", "main"}, {"add", "."}, {"commit", "--quiet", "--message", "the sample"}} {
		runGit(t, folder, args...)
	}
	return folder
}

// runGit runs git as nobody in particular, whatever the machine has set up.
func runGit(t *testing.T, folder string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", folder, "-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// The sample is as the verbs leave it: tests that pass, nearly everything of the mapping
// tried, the Action and its types those of the mapping, and the workflow that init writes
// but for the limit of coverage.
func TestSample(t *testing.T) {
	for _, args := range [][]string{
		{"check", "--strict"},
		{"test", "--coverage-min", "95"},
		{"generate", "-o", "action.js", "--types", "action.d.ts", "--check"},
	} {
		var out bytes.Buffer
		p := &Process{Args: args, Dir: sample, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out}
		if code := Main(p); code != ExitOK {
			t.Errorf("scimwright %s: exit code %d\n%s", strings.Join(args, " "), code, &out)
		}
	}
	workflow, err := os.ReadFile(filepath.Join(sample, ".github/workflows/scimwright.yml"))
	if err != nil {
		t.Fatal(err)
	}
	const asWritten, asLimited = "--coverage\n", "--coverage --coverage-min 90\n"
	if got := strings.Replace(string(workflow), asLimited, asWritten, 1); got != templates.GitHubWorkflow {
		t.Error("the workflow of the sample is not the one that init writes")
	}
}

// The JavaScript that docs/testing.md shows is that of the sample.
func TestTestingPageShowsTheSample(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(sample, "action.test.js"))
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, b := range readBlocks(readPages(t)["testing.md"]) {
		if b.language == "js" {
			shown++
			if !strings.Contains(string(text), b.text) {
				t.Errorf("docs/testing.md:%d shows what testdata/sample/action.test.js does not hold", b.line)
			}
		}
	}
	if shown == 0 {
		t.Error("docs/testing.md shows no JavaScript")
	}
}
