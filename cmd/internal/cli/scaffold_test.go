package cli

import (
	"regexp"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/templates"
)

// offered matches what the default mapping offers behind a "#". Prose has one
// blank behind it.
var offered = regexp.MustCompile(`(?m)^( *)#((?:  +)?[^ \n])`)

func TestDefaultMapping(t *testing.T) {
	all := offered.ReplaceAllString(templates.DefaultMapping, "$1$2")
	if strings.Count(all, "#") == strings.Count(templates.DefaultMapping, "#") {
		t.Fatal("the default mapping offers nothing")
	}
	for name, text := range map[string]string{"as it is": templates.DefaultMapping, "with all that it offers": all} {
		action, found, err := generator.Compile("scimwright.yaml", text, generator.Options{})
		if action == nil || len(found) > 0 || err != nil {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
}
