package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/pflag"

	"github.com/scimwright/scimwright/runtime/change"
)

// guard is a number of users that a change must not exceed.
type guard struct {
	flag    string
	value   string // "" where it is not set
	what    string
	count   func(*change.Tally) int
	limit   float64
	percent bool
}

func newGuards(flags *pflag.FlagSet) []*guard {
	effects := func(all ...change.Effect) func(*change.Tally) int {
		return func(t *change.Tally) (n int) {
			for _, e := range all {
				n += t.Effects[e]
			}
			return n
		}
	}
	guards := []*guard{
		{flag: "max-changed", what: "would change", count: func(t *change.Tally) int { return t.Changed }},
		{flag: "max-deactivated", what: "would become inactive or be deleted", count: effects(change.Deactivated, change.Deleted)},
		{flag: "max-out-of-scope", what: "would leave the scope", count: effects(change.Leaves)},
		{flag: "max-renamed", what: "would get another userName or lose it", count: effects(change.Renamed, change.NameLost)},
		{flag: "max-failing", what: "would fail", count: effects(change.Fails)},
	}
	for _, g := range guards {
		flags.StringVar(&g.value, g.flag, "", "fail where more than this `number` or share (10%) of users "+g.what)
	}
	return guards
}

// check reads the limit.
func (g *guard) check() error {
	if g.value == "" {
		return nil
	}
	number, percent := strings.CutSuffix(g.value, "%")
	limit, err := strconv.ParseFloat(number, 64)
	if err != nil || limit < 0 || percent && limit > 100 || !percent && limit != float64(int(limit)) {
		return unusable(fmt.Sprintf("--%s `%s` is no number of users", g.flag, g.value), "write 5, or 10%")
	}
	g.limit, g.percent = limit, percent
	return nil
}

// broken tells that the limit is exceeded, if it is.
func (g *guard) broken(t *change.Tally) []string {
	if g.value == "" {
		return nil
	}
	n := g.count(t)
	affected := float64(n)
	if g.percent {
		affected = percentOf(n, t.Users)
	}
	if affected <= g.limit {
		return nil
	}
	return []string{fmt.Sprintf("%s of %s users (%.2f %%) %s, more than --%s %s", thousands(n), thousands(t.Users), percentOf(n, t.Users), g.what, g.flag, g.value)}
}

func percentOf(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// thousands writes a number with commas: 200,000.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// populationMeter tells on a terminal how far a population is read.
type populationMeter struct {
	progress
	size int64 // of the file, in bytes; 0 where nobody knows
	read atomic.Int64
	last time.Time
}

// reading counts what is read.
func (m *populationMeter) reading(r io.Reader) io.Reader { return &countedReader{r, &m.read} }

type countedReader struct {
	io.Reader
	n *atomic.Int64
}

// Read implements io.Reader.
func (r *countedReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.n.Add(int64(n))
	return n, err
}

func (m *populationMeter) tell(users int) {
	if !m.process.StderrTerminal || users%512 != 0 || time.Since(m.last) < time.Second/10 {
		return
	}
	m.last = time.Now()
	bar := ""
	if m.size > 0 {
		const width = 30
		done := min(width, int(width*m.read.Load()/m.size))
		bar = "[" + strings.Repeat("█", done) + strings.Repeat(" ", width-done) + "] "
	}
	m.show(bar + thousands(users) + " users")
}
