package generator_test

import (
	"testing"

	"github.com/scimwright/scimwright/generator"
)

// What Auth0 takes of an Action.
const (
	maxSecrets          = 30
	maxSecretNameLength = 128
)

// The secrets of an Action come from the settings alone, so that no mapping can
// have more or longer ones than all of them together.
func TestSecretsKeepAuth0sLimits(t *testing.T) {
	action, found, err := generator.Compile("m.yaml", read(t, "../testdata/ok/default_mapping/mapping.yaml"), generator.Options{})
	if err != nil || action == nil {
		t.Fatal(found, err)
	}
	if n := len(action.Meta.Secrets); n == 0 || n > maxSecrets {
		t.Errorf("the Action has %d secrets", n)
	}
	for _, s := range action.Meta.Secrets {
		if len(s.Name) > maxSecretNameLength {
			t.Errorf("the name of the secret %s is too long", s.Name)
		}
	}
}
