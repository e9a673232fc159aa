package change

import (
	"cmp"
	"slices"
)

// Tally counts differences of users. It grows with the number of attributes and not with
// that of users.
type Tally struct {
	Users   int // that were compared, bad records not among them
	Outside int // of whom neither mapping is
	Same    int // for whom nothing changes
	Changed int // for whom anything does
	Bad     int // records that are no users

	Effects    map[Effect]int
	Attributes map[string]map[Kind]int // users, by path and kind

	Samples  []Difference // the first of each kind, in the order of the population
	FirstBad error

	samples int
	kept    map[string]int // samples, by what they are of
}

// NewTally returns an empty one, that keeps so many samples of each effect and of each
// change of an attribute.
func NewTally(samples int) *Tally {
	return &Tally{Effects: map[Effect]int{}, Attributes: map[string]map[Kind]int{}, samples: samples, kept: map[string]int{}}
}

// maxSamples is how many samples are kept of everything together.
const maxSamples = 200

// Add counts what changes for a user.
func (t *Tally) Add(d Difference) {
	if d.Bad != nil {
		t.Bad++
		if t.FirstBad == nil {
			t.FirstBad = d.Bad
		}
		return
	}
	t.Users++
	switch {
	case d.Outside:
		t.Outside++
		return
	case !d.Any():
		t.Same++
		return
	}
	t.Changed++
	wanted := false
	want := func(of string) {
		if t.kept[of] < t.samples {
			t.kept[of]++
			wanted = true
		}
	}
	for _, e := range d.Effects {
		t.Effects[e]++
		want(string(e))
	}
	counted := map[string]bool{} // a list has several items of one path
	for _, a := range d.Attributes {
		key := a.Path + " " + string(a.Kind)
		if counted[key] {
			continue
		}
		counted[key] = true
		if t.Attributes[a.Path] == nil {
			t.Attributes[a.Path] = map[Kind]int{}
		}
		t.Attributes[a.Path][a.Kind]++
		want(key)
	}
	if wanted && len(t.Samples) < maxSamples {
		t.Samples = append(t.Samples, d)
	}
}

// Paths are those of the attributes that change, the most frequent ones first.
func (t *Tally) Paths() []string {
	total := func(path string) (n int) {
		for _, count := range t.Attributes[path] {
			n += count
		}
		return n
	}
	var paths []string
	for path := range t.Attributes {
		paths = append(paths, path)
	}
	slices.SortFunc(paths, func(a, b string) int { return cmp.Or(total(b)-total(a), cmp.Compare(a, b)) })
	return paths
}
