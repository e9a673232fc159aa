package cli

import (
	"net/url"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// stage is where the events are delivered. options are of the server in memory.
func (c *runCommand) stage(subject *runSubject, options []mockscim.Option) (*stage, error) {
	secrets, err := c.collectSecrets()
	if err != nil {
		return nil, err
	}
	if c.url == "" {
		if subject.needs("SCIM_USERNAME") || subject.needs("SCIM_API_KEY") {
			// The server in memory knows tokens alone: it takes any other credentials.
			options = append(options, mockscim.WithBearerToken(""))
		}
		s := mockStageWith(subject.program, secrets, options, subject.schemas...)
		if c.given != "" {
			err = c.process.seed(s.server, c.given)
		}
		return s, err
	}
	secrets[secretBaseURL] = c.url
	for _, name := range subject.required {
		if secrets[name] == "" {
			return nil, unusable("the Action needs the secret "+name,
				"set the variable "+name+", or use --secrets-file")
		}
	}
	return realStage(subject.program, secrets, uint64(c.process.Now().UnixNano())), nil
}

// collectSecrets puts the sources of secrets together, the nearest last.
func (c *runCommand) collectSecrets() (map[string]string, error) {
	secrets := map[string]string{}
	if c.url != "" {
		secrets = c.process.secretsFromEnvironment()
	}
	if c.secretsFile != "" {
		more, err := c.process.readSecrets(c.secretsFile)
		if err != nil {
			return nil, err
		}
		for name, value := range more {
			secrets[name] = value
		}
	}
	more, err := secretsFromFlags(c.secrets)
	if err != nil {
		return nil, err
	}
	if _, ok := more[secretBaseURL]; ok {
		return nil, unusable("--secret "+secretBaseURL+" would say where the server is", "say it by --url")
	}
	for name, value := range more {
		secrets[name] = value
	}
	return secrets, nil
}

// checkURL refuses what is no base URL, and one that would show a password.
func checkURL(raw string) error {
	const help = "write --url https://example.com/scim/v2, as the server's documentation has it"
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return unusable("what --url names is no URL of http or https", help)
	case u.User != nil:
		return unusable("--url holds a user name or a password, which would be seen in logs", help)
	}
	return nil
}

// hostOf is the host of a URL, for messages.
func hostOf(raw string) string {
	if u, err := url.Parse(raw); err == nil && u.Host != "" {
		return u.Host
	}
	return raw
}

// unanswered tells whether the last request of a run got no answer.
func unanswered(t *action.Transcript) bool {
	n := len(t.Exchanges)
	return n > 0 && t.Exchanges[n-1].Response == nil
}

// withoutQuery is a base URL less its query, which the Action puts behind each
// path. It may be a credential.
func withoutQuery(raw string) string {
	base, _, _ := strings.Cut(strings.TrimSpace(raw), "?")
	return base
}
