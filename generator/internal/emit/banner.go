package emit

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Secret is one of the Action's secrets.
type Secret struct {
	Name     string
	Required bool
	About    string // what it holds; of an optional one, what counts without it
}

// Secrets are the secrets that an Action of the mapping reads.
func Secrets(m *mapping.Mapping) []Secret {
	connections := "all"
	if names := m.Scope.Connections; len(names) > 0 {
		connections = fmt.Sprintf("%d of the mapping", len(names))
	}
	return []Secret{
		{"SCIM_BASE_URL", true, "such as https://example.com/scim/v2"},
		{"SCIM_BEARER_TOKEN", true, "the server's access token"},
		{"SCIM_TIMEOUT_MS", false, fmt.Sprintf("of one request; else %d", m.Transport.Timeout.Value.Milliseconds())},
		{"SCIM_MAX_RETRIES", false, fmt.Sprintf("of one request; else %d", m.Transport.Retries.Value)},
		{"SCIM_CONNECTION_ALLOWLIST", false, "names, with commas; else " + connections},
	}
}

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
