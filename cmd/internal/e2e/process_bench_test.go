package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/scimwright/scimwright/templates"
)

// BenchmarkGenerateProcess is `scimwright generate` as a user runs it: a process
// of the built command, from its start to its end.
func BenchmarkGenerateProcess(b *testing.B) {
	folder := b.TempDir()
	mapping := filepath.Join(folder, "scimwright.yaml")
	if err := os.WriteFile(mapping, []byte(templates.DefaultMapping), 0o600); err != nil {
		b.Fatal(err)
	}
	binary := filepath.Join(folder, "scimwright")
	build := exec.Command("go", "build", "-o", binary, "./cmd/scimwright")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var took []time.Duration
	for b.Loop() {
		started := time.Now()
		if err := exec.Command(binary, "generate", mapping).Run(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(started))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/median")
}
