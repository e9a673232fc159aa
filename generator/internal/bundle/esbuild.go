package bundle

import (
	"fmt"
	"regexp"

	"github.com/evanw/esbuild/pkg/api"
)

// target is what Auth0 runs, Node 22. It only has to be new enough for esbuild
// to leave the code as it is written.
const target = api.ES2023

var topLevel = regexp.MustCompile(`(?m)^(?:async )?(?:function\*?|var|let|const|class) ([A-Za-z_$][A-Za-z0-9_$]*)`)

// reachable returns the names of the declarations that the handler needs.
func reachable(code string) (map[string]bool, error) {
	result := api.Transform(code+"\nexport { "+handler+" };\n", api.TransformOptions{
		Format:        api.FormatESModule,
		Target:        target,
		TreeShaking:   api.TreeShakingTrue,
		LegalComments: api.LegalCommentsNone,
		Sourcefile:    "action.js",
		LogLevel:      api.LogLevelSilent,
	})
	if err := firstError(result.Errors); err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, found := range topLevel.FindAllSubmatch(result.Code, -1) {
		names[string(found[1])] = true
	}
	return names, nil
}

// firstError turns esbuild's messages into an error. They speak of our own
// templates and of emitted code: a user can only report them.
func firstError(messages []api.Message) error {
	if len(messages) == 0 {
		return nil
	}
	m := messages[0]
	if m.Location == nil {
		return fmt.Errorf("bundling the Action: %s", m.Text)
	}
	return fmt.Errorf("bundling the Action: %s:%d:%d: %s\n\t%s",
		m.Location.File, m.Location.Line, m.Location.Column+1, m.Text, m.Location.LineText)
}
