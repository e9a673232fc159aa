package e2e_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/templates"
)

// The workflows that init writes are free of what actionlint finds.
func TestWorkflowLint(t *testing.T) {
	for name, text := range map[string]string{"the template": templates.GitHubWorkflow, "the sample's": readSample(t, ".github/workflows/scimwright.yml")} {
		linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found, err := linter.Lint(".github/workflows/scimwright.yml", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range found {
			t.Errorf("%s: %v", name, problem)
		}
		broken, err := linter.Lint(".github/workflows/scimwright.yml", []byte(strings.Replace(text, "github.event_name ==", "github.evnt_name ==", 1)), nil)
		if err != nil || len(broken) == 0 {
			t.Errorf("%s: a misspelt expression is not found (%v)", name, err)
		}
	}
}

// TestWorkflow runs the shell steps of the GitHub workflow in the sample, as on a pull
// request that changes the mapping: twice, for the second push edits the comment of the
// first.
func TestWorkflow(t *testing.T) {
	var workflow struct {
		Jobs map[string]struct {
			Steps []workflowStep
		}
	}
	if err := yaml.Unmarshal([]byte(readSample(t, ".github/workflows/scimwright.yml")), &workflow); err != nil {
		t.Fatal(err)
	}
	r := newPullRequest(t)
	r.tool("gh", fakeGitHub)
	for push, want := range []string{"POST", "PATCH"} {
		ran := 0
		for _, step := range workflow.Jobs["mapping"].Steps {
			if step.Run == "" || strings.Contains(step.Run, "go install") {
				continue
			}
			ran++
			env := []string{"GITHUB_REPOSITORY=acme/users"}
			for name, value := range step.Env {
				env = append(env, name+"="+r.expand(value))
			}
			out, err := r.bash(step.Run, env...)
			if err != nil {
				t.Fatalf("push %d, %s: %v\n%s", push+1, step.Name, err, out)
			}
		}
		if ran != 5 {
			t.Errorf("%d steps ran", ran)
		}
		if sent := r.read("sent.txt"); !strings.Contains(sent, "--method "+want) {
			t.Errorf("push %d: %s, want a %s", push+1, sent, want)
		}
	}
	r.comment(r.read("body.md"))
}

type workflowStep struct {
	Name, Run, If string
	Env           map[string]string
}

// fakeGitHub is gh api: it keeps one comment, and tells what it was asked for.
const fakeGitHub = `#!/bin/sh
[ -n "$GH_TOKEN" ] || exit 4
for argument; do
  case $argument in
    body=@*) cp "${argument#body=@}" body.md; echo "$@" > sent.txt; echo '{"id": 42}'; exit 0 ;;
  esac
done
# The comments that are there, one of somebody else's among them.
if [ -f body.md ]; then echo 42; fi
`

// The steps of the workflow fail where they should.
func TestWorkflowFails(t *testing.T) {
	for name, tc := range map[string]struct{ file, old, new, step, said string }{
		"a mapping that is wrong":   {"scimwright.yaml", "userName:", "userNam:", "scimwright check", "::error file=scimwright.yaml,line=15"},
		"a test that fails":         {"scimwright.test.yaml", "outcome: created", "outcome: skipped", "scimwright test", "::error file=scimwright.test.yaml"},
		"an Action that was edited": {"action.js", "Staff directory", "Staff directory!", "scimwright generate", "@@"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newPullRequest(t)
			text := strings.Replace(r.read(tc.file), tc.old, tc.new, 1)
			if err := os.WriteFile(filepath.Join(r.folder, tc.file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			line := regexp.MustCompile(`(?m)^ +run: (` + regexp.QuoteMeta(tc.step) + `.*)$`).FindStringSubmatch(templates.GitHubWorkflow)
			if line == nil {
				t.Fatalf("the workflow has no step with %s", tc.step)
			}
			out, err := r.bash(line[1])
			if err == nil || !strings.Contains(out, tc.said) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// TestPipeline does the same with the pipeline of GitLab.
func TestPipeline(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		lacking(t, "jq")
	}
	var pipeline struct {
		Scimwright struct {
			Script []string
		}
	}
	if err := yaml.Unmarshal([]byte(templates.GitLabPipeline), &pipeline); err != nil {
		t.Fatal(err)
	}
	r := newPullRequest(t)
	r.tool("curl", fakeGitLab)
	env := []string{"CI_MERGE_REQUEST_IID=7", "CI_PROJECT_ID=1", "CI_API_V4_URL=https://gitlab.example.com/api/v4",
		"CI_MERGE_REQUEST_DIFF_BASE_SHA=" + r.base, "SCIMWRIGHT_GITLAB_TOKEN=glpat-token"}
	for push, want := range []string{"--request POST", "--request PUT"} {
		out, err := r.bash(strings.Join(pipeline.Scimwright.Script, "\n"), env...)
		if err != nil {
			t.Fatalf("push %d: %v\n%s", push+1, err, out)
		}
		sent := r.read("sent.txt")
		if !strings.Contains(sent, want) || strings.Contains(sent, "glpat-token") || strings.Contains(out, "glpat-token") {
			t.Errorf("push %d: %s\n%s", push+1, sent, out)
		}
	}
	var note struct{ Body string }
	if err := yaml.Unmarshal([]byte(r.read("body.json")), &note); err != nil {
		t.Fatal(err)
	}
	r.comment(note.Body)
	if out, err := r.bash(strings.Join(pipeline.Scimwright.Script, "\n")); err != nil {
		t.Errorf("without a merge request: %v\n%s", err, out)
	}
}

// fakeGitLab is curl before GitLab's notes: it keeps one.
const fakeGitLab = `#!/bin/sh
set -e
grep -q 'PRIVATE-TOKEN: glpat-token' curl.conf
for argument; do
  case $argument in
    @*) cp "${argument#@}" body.json; echo "$@" > sent.txt; echo '{"id": 42}'; exit 0 ;;
  esac
done
if [ -f body.json ]; then
  jq '[{id: 41, body: "somebody else"}, {id: 42, body: .body}]' body.json
else
  echo '[{"id": 41, "body": "somebody else"}]'
fi
`

type preCommitHook struct {
	ID, Entry, Files string
	PassFilenames    *bool `yaml:"pass_filenames"`
}

// The hooks of pre-commit run, with the files of the commit that they ask for.
func TestPreCommit(t *testing.T) {
	var config struct {
		Repos []struct{ Hooks []preCommitHook }
	}
	if err := yaml.Unmarshal([]byte(templates.PreCommitConfig), &config); err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(filepath.Join(root, ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []preCommitHook
	if err := yaml.Unmarshal(own, &hooks); err != nil {
		t.Fatal(err)
	}
	hooks = append(hooks, config.Repos[0].Hooks...)
	if len(hooks) != 5 {
		t.Errorf("there are %d hooks", len(hooks))
	}
	r := newPullRequest(t)
	changed := strings.Fields(r.git("ls-files"))
	for _, hook := range hooks {
		line := hook.Entry
		wanted := regexp.MustCompile(hook.Files)
		files := slices.DeleteFunc(slices.Clone(changed), func(name string) bool { return !wanted.MatchString(name) })
		if len(files) == 0 {
			t.Errorf("%s asks for no file of the sample", hook.ID)
		}
		if hook.PassFilenames == nil || *hook.PassFilenames {
			line += " " + strings.Join(files, " ")
		}
		if out, err := r.bash(line); err != nil {
			t.Errorf("%s: %v\n%s", hook.ID, err, out)
		}
	}
}

// pullRequest is a copy of the sample with a branch that changes the mapping.
type pullRequest struct {
	t           *testing.T
	folder, bin string
	base        string
}

func newPullRequest(t *testing.T) *pullRequest {
	t.Helper()
	for _, tool := range []string{"git", "bash"} {
		if _, err := exec.LookPath(tool); err != nil {
			lacking(t, tool)
		}
	}
	r := &pullRequest{t: t, folder: t.TempDir(), bin: t.TempDir()}
	if err := os.CopyFS(r.folder, os.DirFS(filepath.Join(root, "testdata", "sample"))); err != nil {
		t.Fatal(err)
	}
	r.git("init", "--quiet", "--initial-branch", "main")
	r.git("add", ".")
	r.git("commit", "--quiet", "--message", "the sample")
	r.base = strings.TrimSpace(r.git("rev-parse", "HEAD"))
	mapping := strings.Replace(r.read("scimwright.yaml"), "displayName: ${user.name}", "nickName: ${user.nickname}\n  displayName: ${user.name}", 1)
	if err := os.WriteFile(filepath.Join(r.folder, "scimwright.yaml"), []byte(mapping), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := r.bash("scimwright generate -o action.js"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r.git("commit", "--quiet", "--all", "--message", "a change")
	return r
}

// tool puts a program on the PATH of the steps.
func (r *pullRequest) tool(name, script string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.bin, name), []byte(script), 0o700); err != nil { //nolint:gosec // it is to be run
		r.t.Fatal(err)
	}
}

func (r *pullRequest) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"}, args...)...)
	cmd.Dir = r.folder
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// bash runs a step as GitHub and GitLab do: up to the first command that fails.
func (r *pullRequest) bash(script string, env ...string) (string, error) {
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = r.folder
	cmd.Env = slices.Concat(os.Environ(), env, []string{"PATH=" + r.bin + ":" + command(r.t) + ":" + os.Getenv("PATH")})
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// expand gives expressions of a workflow the values that GitHub would.
func (r *pullRequest) expand(value string) string {
	return strings.NewReplacer(
		"${{ github.event.pull_request.base.sha }}", r.base,
		"${{ github.event.pull_request.number }}", "7",
		"${{ github.token }}", "a-token",
	).Replace(value)
}

func (r *pullRequest) read(name string) string {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.folder, name))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// comment holds a comment to what the change does: of the sample's users, those in scope
// get a nickname.
func (r *pullRequest) comment(text string) {
	r.t.Helper()
	for _, part := range []string{"<!-- scimwright diff -->\n### scimwright: ", "| `user.nickName` | new: `${user.nickname}` |", "200 users", "users.ndjson", "| `nickName` | 179 |"} {
		if !strings.Contains(text, part) {
			r.t.Errorf("the comment lacks %q:\n%s", part, text)
		}
	}
}

func readSample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "testdata", "sample", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
