package cli

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/runtime/change"
)

// commentMark is how the comment on a pull request is found again, to be edited in place.
const commentMark = "<!-- scimwright diff -->"

// maxComment is how many bytes a comment has before samples are left out: GitHub takes
// 65,536 characters.
const maxComment = 50_000

// markdown is the report as a comment on a pull request.
func (d *diffReport) markdown() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	t := d.tally
	line(commentMark)
	line("### scimwright: %s → %s\n", inMarkdown(d.old), inMarkdown(d.new))
	for _, broken := range d.broken {
		line("> **Limit exceeded:** %s\n", inMarkdown(broken))
	}
	if len(d.rules) == 0 {
		line("No rule has changed.\n")
	} else {
		line("| rule | change | what follows |")
		line("|---|---|---|")
		for _, r := range d.rules {
			line("| %s | %s | %s |", code(r.Path), changeOf(r), inMarkdown(r.Consequence))
		}
		line("")
	}
	line("**%s of %s** would change (%.2f %%). Compared: %s.\n", thousands(t.Changed), plainPlural(t.Users, "user"),
		percentOf(t.Changed, t.Users), inMarkdown(d.population()))
	effects := false
	for _, e := range change.Effects {
		if n := t.Effects[e]; n > 0 {
			if !effects {
				line("| users | what happens |")
				line("|--:|---|")
				effects = true
			}
			line("| %s | %s |", thousands(n), e)
		}
	}
	if effects {
		line("")
	}
	if paths := t.Paths(); len(paths) > 0 {
		line("| attribute | added | removed | changed | type changed |")
		line("|---|--:|--:|--:|--:|")
		for _, path := range paths {
			counts := t.Attributes[path]
			line("| %s | %s | %s | %s | %s |", code(path), dash(counts[change.Added]), dash(counts[change.Removed]),
				dash(counts[change.Changed]), dash(counts[change.TypeChanged]))
		}
		line("")
	}
	if len(t.Samples) > 0 {
		line("<details><summary>Samples%s</summary>\n", map[bool]string{false: ", values masked"}[d.showValues])
		for i := range t.Samples {
			if b.Len() > maxComment {
				line("- … and %d more", len(t.Samples)-i)
				break
			}
			s := &t.Samples[i]
			var effects []string
			for _, e := range s.Effects {
				effects = append(effects, string(e))
			}
			line("- %s %s", code(d.who(s)), strings.Join(effects, ", "))
			if s.Err != "" {
				line("  - %s", code(s.Err))
			}
			for _, a := range s.Attributes {
				line("  - %s: %s → %s", code(a.Path), code(d.value(a.Before)), code(d.value(a.After)))
			}
		}
		line("\n</details>")
	}
	return b.String()
}

func changeOf(r change.Rule) string {
	switch {
	case r.Before == "":
		return "new: " + code(r.After)
	case r.After == "":
		return "removed: " + code(r.Before)
	}
	return code(r.Before) + " → " + code(r.After)
}

// code is a text as code within a line of a table: whatever it holds means nothing.
func code(text string) string {
	text = strings.ReplaceAll(visible(text), "|", `\|`)
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 || strings.HasPrefix(text, "`") {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// markdownEscapes keep a text from being markup, a mention or a link.
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"|", `\|`, "#", `\#`, "@", "&#64;", "!", `\!`)

func inMarkdown(text string) string { return markdownEscapes.Replace(visible(text)) }
