package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// secretPrefix marks the variables of the environment that are secrets.
const secretPrefix = "SCIM_"

// secretsFromEnvironment are the variables whose names begin with SCIM_.
func (p *Process) secretsFromEnvironment() map[string]string {
	secrets := map[string]string{}
	for _, entry := range p.Env {
		if name, value, ok := strings.Cut(entry, "="); ok && strings.HasPrefix(name, secretPrefix) {
			secrets[name] = value
		}
	}
	return secrets
}

// secretsFromFlags reads values of the form NAME=VALUE. No message quotes more
// of them than the name.
func secretsFromFlags(pairs []string) (map[string]string, error) {
	secrets := map[string]string{}
	for _, pair := range pairs {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || !isSecretName(name) {
			return nil, unusable("a --secret is not of the form NAME=VALUE", "write --secret SCIM_BEARER_TOKEN=…")
		}
		secrets[name] = value
	}
	return secrets, nil
}

// readSecrets reads a file of secrets: a JSON object whose values are text, or
// lines of the form NAME=VALUE as in a .env file. No message quotes its lines.
func (p *Process) readSecrets(name string) (map[string]string, error) {
	text, shown, err := p.read(name)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.TrimLeft(text, "\ufeff \t\r\n"), "{") {
		return secretsFromJSON(shown, text)
	}
	return secretsFromLines(shown, text)
}

func secretsFromJSON(name, text string) (map[string]string, error) {
	var fields map[string]any
	decoder := json.NewDecoder(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	decoder.UseNumber()
	if err := decoder.Decode(&fields); err != nil || decoder.More() {
		return nil, unusable(fmt.Sprintf("%s begins with { and is no JSON object", name),
			`write {"SCIM_BEARER_TOKEN": "…"}, or lines of the form NAME=VALUE`)
	}
	secrets := map[string]string{}
	for key, value := range fields {
		switch value := value.(type) {
		case string:
			secrets[key] = value
		case json.Number:
			secrets[key] = value.String()
		default:
			return nil, unusable(fmt.Sprintf("%s: the value of %s is no text", name, key), "put it into double quotes")
		}
	}
	return secrets, nil
}

func secretsFromLines(name, text string) (map[string]string, error) {
	secrets := map[string]string{}
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(strings.TrimSpace(strings.TrimPrefix(line, "export ")), "=")
		key = strings.TrimSpace(key)
		if !ok || !isSecretName(key) {
			return nil, unusable(fmt.Sprintf("%s:%d: this line is not of the form NAME=VALUE", name, i+1),
				"write one secret a line; a line that begins with # is a comment")
		}
		secrets[key] = unquote(strings.TrimSpace(value))
	}
	return secrets, nil
}

// unquote drops the quotation marks around a value.
func unquote(value string) string {
	if n := len(value); n >= 2 && value[0] == value[n-1] && (value[0] == '"' || value[0] == '\'') {
		return value[1 : n-1]
	}
	return value
}

func isSecretName(name string) bool {
	if name == "" {
		return false
	}
	for _, r := range name {
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
