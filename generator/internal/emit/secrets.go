package emit

import (
	"fmt"

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
	secrets := []Secret{{"SCIM_BASE_URL", true, "such as https://example.com/scim/v2"}}
	secrets = append(secrets, credentials(m.Auth)...)
	return append(secrets,
		Secret{"SCIM_TIMEOUT_MS", false, fmt.Sprintf("of one request; else %d", m.Transport.Timeout.Value.Milliseconds())},
		Secret{"SCIM_MAX_RETRIES", false, fmt.Sprintf("of one request; else %d", m.Transport.Retries.Value)},
		Secret{"SCIM_CONNECTION_ALLOWLIST", false, "names, with commas; else " + connections},
	)
}

// credentials are the secrets that requests authenticate by.
func credentials(a mapping.Auth) []Secret {
	switch a.Type.Value {
	case mapping.AuthBasic:
		return []Secret{
			{"SCIM_USERNAME", true, "the client's user name"},
			{"SCIM_PASSWORD", true, "and its password"},
		}
	case mapping.AuthHeader:
		return []Secret{{"SCIM_API_KEY", true, "the server's API key"}}
	case mapping.AuthOAuth2:
		url := Secret{"SCIM_TOKEN_URL", true, "where access tokens are issued"}
		if a.TokenURL.Value != "" {
			url = Secret{"SCIM_TOKEN_URL", false, "where access tokens are issued; else as in the mapping"}
		}
		return []Secret{
			{"SCIM_CLIENT_ID", true, "the OAuth client"},
			{"SCIM_CLIENT_SECRET", true, "and its secret"},
			url,
		}
	}
	return []Secret{{"SCIM_BEARER_TOKEN", true, "the server's access token"}}
}
