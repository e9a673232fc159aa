package emit

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Maker is what the banner says of where the file comes from.
type Maker struct {
	Tool string // name and version
	Home string // URL
	Hash string // of the mapping's text
}

// Banner is the comment that an Action begins with.
func Banner(m *mapping.Mapping, table []string, by Maker) string {
	var out strings.Builder
	row := func(format string, args ...any) {
		out.WriteString(strings.TrimRight(" * "+fmt.Sprintf(format, args...), " ") + "\n")
	}
	out.WriteString("/**\n")
	row("%s", comment(m.Name.Value))
	row("")
	row("An Auth0 event-stream Action, made by %s from the mapping of", by.Tool)
	row("SHA-256 %s. Change the mapping and make it again: %s", by.Hash, by.Home)
	row("")
	row("Secrets")
	for _, s := range Secrets(m) {
		kind := "optional"
		if s.Required {
			kind = "required"
		}
		row("  %-25s  %s  %s", s.Name, kind, s.About)
	}
	row("")
	row("Attributes")
	for _, line := range table {
		row("  %s", line)
	}
	out.WriteString(" */\n")
	return out.String()
}
