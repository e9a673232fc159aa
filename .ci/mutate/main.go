// Mutate checks the net of tests itself: it makes one small mistake after the other in
// what the tests are there for, the template of the Action, the emitter and the native
// reference, and sees whether a test notices. It works on a copy of the repository.
//
// Golden files notice every change of a text, which says nothing about what it does:
// only tests that run code count.
//
//	go run ./.ci/mutate --count 300 --seed 1 --report docs/mutants.md
package main

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// mutant is one mistake: at an offset of a file, a text takes the place of another.
type mutant struct {
	area, file string
	at         int
	from, to   string
	operator   string
}

// id tells a mutant from others for as long as its line is what it is.
func (m mutant) id(text string) string {
	line := text[strings.LastIndexByte(text[:m.at], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	return fmt.Sprintf("%s: %s: %s → %s", m.file, strings.TrimSpace(line), m.from, m.to)
}

// verdict is what became of a mutant.
type verdict string

const (
	killed   verdict = "killed"
	survived verdict = "survived"
	invalid  verdict = "invalid" // it does not compile
)

func main() {
	seed := flag.Uint64("seed", 1, "which mutants are chosen")
	count := flag.Int("count", 300, "how many of them")
	only := flag.String("only", "", "of files whose `path` holds this")
	list := flag.Bool("list", false, "list them, and try none")
	report := flag.String("report", "", "write a report to this `file`, too")
	flag.Parse()
	if err := run(*seed, *count, *only, *report, *list); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(seed uint64, count int, only, reportFile string, list bool) error {
	chosen, err := choose(seed, count, only)
	if err != nil {
		return err
	}
	if list {
		for _, m := range chosen {
			fmt.Printf("%s@%d [%s] %q → %q\n", m.file, m.at, m.operator, m.from, m.to)
		}
		return nil
	}
	root, err := copyOfRepository()
	if err != nil {
		return err
	}
	defer func() { _ = exec.Command("git", "worktree", "remove", "--force", root).Run() }()
	r := &report{seed: seed}
	// What has been tried by an interrupt is reported all the same.
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	for i, m := range chosen {
		if len(interrupted) > 0 {
			break
		}
		started := time.Now()
		v, id, err := try(root, m)
		if err != nil {
			return err
		}
		if len(interrupted) > 0 {
			break // the tests were interrupted, too
		}
		r.add(m, v, id)
		fmt.Printf("%d/%d %s %s@%d [%s] %q → %q (%v)\n", i+1, len(chosen), v, m.file, m.at, m.operator, m.from, m.to, time.Since(started).Round(time.Second))
	}
	text := r.markdown()
	fmt.Print("\n" + text)
	if reportFile != "" {
		return os.WriteFile(reportFile, []byte(text), 0o666)
	}
	return nil
}

// choose draws mutants, so that each file has its share; the named ones are always there.
func choose(seed uint64, count int, only string) ([]mutant, error) {
	var chosen []mutant
	var files [][]mutant
	random := rand.New(rand.NewPCG(seed, 0))
	for _, area := range areas {
		for _, pattern := range area.files {
			paths, err := filepath.Glob(pattern)
			if err != nil {
				return nil, err
			}
			for _, path := range paths {
				if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".sample.js") ||
					slices.Contains(aboutText, filepath.Base(path)) || !strings.Contains(path, only) {
					continue
				}
				text, err := os.ReadFile(path)
				if err != nil {
					return nil, err
				}
				all, err := mutantsOf(area.name, path, string(text))
				if err != nil {
					return nil, err
				}
				random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
				files = append(files, all)
			}
		}
	}
	named, err := namedMutants(only)
	if err != nil {
		return nil, err
	}
	chosen = append(chosen, named...)
	for round := 0; len(chosen) < count; round++ {
		more := false
		random.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		for _, all := range files {
			if round < len(all) && len(chosen) < count {
				chosen, more = append(chosen, all[round]), true
			}
		}
		if !more {
			break
		}
	}
	return chosen, nil
}

func mutantsOf(area, path, text string) ([]mutant, error) {
	var all []mutant
	var err error
	if strings.HasSuffix(path, ".js") {
		all = javaScriptMutants(text)
	} else if all, err = goMutants(path, text); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].area, all[i].file = area, path
	}
	return all, nil
}

// copyOfRepository is a worktree of the last commit.
func copyOfRepository() (string, error) {
	folder, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return "", err
	}
	root := filepath.Join(folder, "repository")
	out, err := exec.Command("git", "worktree", "add", "--detach", root).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("git worktree add: %w\n%s", err, out)
	}
	return root, nil
}

// try makes a mistake in the copy, and undoes it.
func try(root string, m mutant) (v verdict, id string, err error) {
	path := filepath.Join(root, m.file)
	text, err := os.ReadFile(path)
	if err != nil {
		return "", "", err
	}
	if !strings.HasPrefix(string(text[m.at:]), m.from) {
		return "", "", fmt.Errorf("%s is not what is committed: commit it first", m.file)
	}
	mutated := string(text[:m.at]) + m.to + string(text[m.at+len(m.from):])
	if err := os.WriteFile(path, []byte(mutated), 0o666); err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, os.WriteFile(path, text, 0o666)) }()
	return judge(root, m), m.id(string(text)), nil
}

// judge runs the tests of an area until one fails.
func judge(root string, m mutant) verdict {
	area := areas[slices.IndexFunc(areas, func(a area) bool { return a.name == m.area })]
	if strings.HasSuffix(m.file, ".go") {
		if command(root, "go", "build", "./"+filepath.Dir(m.file)) != nil {
			return invalid
		}
	}
	for _, test := range area.tests {
		if command(root, "go", append([]string{"test", "-vet=off", "-failfast", "-timeout", "120s"}, strings.Fields(test)...)...) != nil {
			return killed
		}
	}
	return survived
}

func command(root, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = root
	return c.Run()
}
