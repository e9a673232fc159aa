package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/runtime/change"
	"github.com/scimwright/scimwright/runtime/explain"
)

// diffReport is what a change of a mapping does.
type diffReport struct {
	old, new, users string
	rules           []change.Rule
	tally           *change.Tally
	broken          []string // guards, in words
	showValues      bool
	paint           painter
}

func (d *diffReport) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return d.json(w)
	case "markdown":
		_, err := io.WriteString(w, d.markdown())
		return err
	}
	_, err := io.WriteString(w, d.text())
	return err
}

// population tells who was compared.
func (d *diffReport) population() string {
	if d.users == "" {
		return fmt.Sprintf("%s users, drawn around the fields that the mappings read: name real ones by --users", thousands(d.tally.Users))
	}
	said := fmt.Sprintf("%s of %s", plainPlural(d.tally.Users, "user"), shownName(d.users))
	if d.tally.Bad > 0 {
		said += fmt.Sprintf("; %s left out, for they are none: %v", plainPlural(d.tally.Bad, "record"), d.tally.FirstBad)
	}
	return said
}

func plainPlural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

func (d *diffReport) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s → %s", d.paint.strong(visible(d.old)), d.paint.strong(visible(d.new)))
	line("\n%s", d.paint.strong("rules"))
	for _, r := range d.rules {
		line("   %s: %s", visible(r.Path), visible(fromTo(r)))
		if r.Consequence != "" {
			line("      %s", d.paint.faint(visible(r.Consequence)))
		}
	}
	if len(d.rules) == 0 {
		line("   all the same")
	}
	t := d.tally
	line("\n%s   %s", d.paint.strong("users"), visible(d.population()))
	row := func(n int, what string) {
		line("   %9s  %6.2f %%   %s", thousands(n), percentOf(n, t.Users), what)
	}
	row(t.Changed, "would change")
	for _, e := range change.Effects {
		if n := t.Effects[e]; n > 0 {
			row(n, d.effect(e))
		}
	}
	row(t.Same, "stay as they are")
	if t.Outside > 0 {
		row(t.Outside, "are in neither scope")
	}
	if paths := t.Paths(); len(paths) > 0 {
		line("\n%s", d.paint.strong("attributes"))
		line("   %9s  %9s  %9s  %12s", "added", "removed", "changed", "type changed")
		for _, path := range paths {
			counts := t.Attributes[path]
			line("   %9s  %9s  %9s  %12s   %s", dash(counts[change.Added]), dash(counts[change.Removed]), dash(counts[change.Changed]),
				dash(counts[change.TypeChanged]), visible(path))
		}
	}
	if len(t.Samples) > 0 {
		line("\n%s", d.paint.strong("samples"))
		for i := range t.Samples {
			d.sample(&b, &t.Samples[i])
		}
		if !d.showValues {
			line("   %s", d.paint.faint("(values are masked: --show-values shows them)"))
		}
	}
	return b.String()
}

// effect is in bad colours where somebody loses something.
func (d *diffReport) effect(e change.Effect) string {
	switch e {
	case change.Leaves, change.Deactivated, change.Deleted, change.NameLost, change.Fails:
		return d.paint.bad(string(e))
	}
	return string(e)
}

func (d *diffReport) sample(b *strings.Builder, s *change.Difference) {
	var effects []string
	for _, e := range s.Effects {
		effects = append(effects, d.effect(e))
	}
	said := ""
	if len(effects) > 0 {
		said = ": " + strings.Join(effects, ", ")
	}
	fmt.Fprintf(b, "   %s%s\n", visible(d.who(s)), said)
	if s.Err != "" {
		fmt.Fprintf(b, "      %s\n", visible(s.Err))
	}
	for _, a := range s.Attributes {
		fmt.Fprintf(b, "      %s: %s → %s\n", visible(a.Path), visible(d.value(a.Before)), visible(d.value(a.After)))
	}
}

// who names the user of a sample. An identifier may hold an address.
func (d *diffReport) who(s *change.Difference) string {
	id := s.ID
	if !d.showValues && strings.Contains(id, "@") {
		connection, rest, _ := strings.Cut(id, "|")
		id = connection + "|" + change.MaskText(rest)
	}
	return fmt.Sprintf("line %d, %s", s.Line, id)
}

// maxSampled is how many code points of a value a sample shows.
const maxSampled = 80

// value is a value of a sample.
func (d *diffReport) value(value any) string {
	if value == nil {
		return "nothing"
	}
	if !d.showValues {
		value = change.Mask(value)
	}
	text := explain.Value(value)
	if utf8.RuneCountInString(text) > maxSampled {
		text = string([]rune(text)[:maxSampled-1]) + "…"
	}
	return text
}

func fromTo(r change.Rule) string {
	switch {
	case r.Before == "":
		return "new: " + r.After
	case r.After == "":
		return "removed: " + r.Before
	}
	return r.Before + " → " + r.After
}

func dash(n int) string {
	if n == 0 {
		return "–"
	}
	return thousands(n)
}
