package emit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"strings"
	"sync"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/emit"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/templates"
)

// This file runs a mapping over many profiles at once. It is not the Action that
// runs, but what the mapping compiles to, with the modules that it imports: an
// Action would end at the first attribute that fails.

// runner calls buildScimUser. Each attribute comes to a result of its own: what
// fails is noted by evaluate, which every hole that may fail goes through.
const runner = `
let failures = {};
function evaluate(attribute, source, expression) {
  try {
    return evaluateOrThrow(attribute, source, expression);
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    failures[attribute] = error.message;
    return undefined;
  }
}
function sendable(key, value) {
  if (typeof value === "bigint" || (typeof value === "number" && !Number.isFinite(value))) throw new TypeError("sends " + value);
  return value;
}
const functions = {
  run(profiles) {
    return profiles.map(({ user, connection }) => {
      failures = {};
      try {
        const scim = JSON.stringify(buildScimUser(readUser(user), connection), sendable);
        return { scim, failures };
      } catch (error) {
        return { broken: String(error) };
      }
    });
  },
};
`

var (
	importLine  = regexp.MustCompile(`(?ms)^import \{([^}]*)\} from "[^"]+";\n`)
	exported    = regexp.MustCompile(`(?m)^export `)
	declared    = regexp.MustCompile(`(?m)^(?:function|class|const) (\w+)`)
	docComment  = regexp.MustCompile(`(?s)/\*\*.*?\*/`)
	lineComment = regexp.MustCompile(`(?m)^//.*$`)
	word        = regexp.MustCompile(`\w+`)
)

// declaration is one of the template's.
type declaration struct {
	text string
	uses []string // names of others, or what looks like them
}

// declarations are those that expressions may need, by their names, which are
// unique in the template. To compile them all would take longer than the rest.
var declarations = sync.OnceValue(func() map[string]declaration {
	result := map[string]declaration{}
	for _, pattern := range []string{"action/json.js", "action/profile.js", "action/mapping-error.js", "action/cel/*.js"} {
		files, _ := fs.Glob(templates.Action, pattern)
		for _, file := range files {
			code, err := fs.ReadFile(templates.Action, file)
			if err != nil {
				panic(err)
			}
			text := string(code)
			for _, noise := range []*regexp.Regexp{importLine, exported, docComment, lineComment} {
				text = noise.ReplaceAllString(text, "")
			}
			if file == "action/cel/evaluate.js" {
				text = strings.Replace(text, "function evaluate(", "function evaluateOrThrow(", 1)
			}
			places := declared.FindAllStringSubmatchIndex(text, -1)
			for i, at := range places {
				end := len(text)
				if i+1 < len(places) {
					end = places[i+1][0]
				}
				result[text[at[2]:at[3]]] = declaration{text[at[0]:end], word.FindAllString(text[at[0]:end], -1)}
			}
		}
	}
	return result
})

// linked puts a module, the runner, and what they need of the template into one script.
func linked(code string) string {
	var script strings.Builder
	seen := map[string]bool{"evaluate": true}
	var add func(names []string)
	add = func(names []string) {
		for _, name := range names {
			if d, ok := declarations()[name]; ok && !seen[name] {
				seen[name] = true
				add(d.uses)
				script.WriteString(d.text)
			}
		}
	}
	add([]string{"evaluateOrThrow", "MappingError"})
	for _, found := range importLine.FindAllStringSubmatch(code, -1) {
		add(word.FindAllString(found[1], -1))
	}
	script.WriteString(exported.ReplaceAllString(importLine.ReplaceAllString(code, ""), ""))
	return script.String() + runner
}

// outcome is what the script makes of one profile.
type outcome struct {
	Broken   string // what it threw, where nothing may throw
	SCIM     string
	Failures map[string]string // by attribute

	sent map[string]any
}

// attribute is what one of the mapping's values comes to.
func (o outcome) attribute(name string) result {
	if reason, ok := o.Failures[name]; ok {
		return result{kind: failure, text: reason}
	}
	return resultOf(o.sent[name])
}

// connectionOf is what is known of a profile's connection.
func connectionOf(p profile) map[string]any {
	known := p.connection()
	maps.DeleteFunc(known, func(_ string, value any) bool { return value == nil || value == "" })
	return known
}

// runOver compiles a mapping and runs it over profiles.
func runOver(m *mapping.Mapping, table expr.Table, profiles []profile) (outcomes []outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the emitter panics: %v", p)
		}
	}()
	code := emit.Emit(m, table).Code
	library, err := harness.LoadFunctions("mapping.js", linked(code), harness.Options{})
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, code)
	}
	inputs := make([]any, len(profiles))
	for i, p := range profiles {
		// What an event does not tell of its connection is "".
		connection := map[string]any{"name": "", "strategy": ""}
		maps.Copy(connection, connectionOf(p))
		inputs[i] = map[string]any{"user": p.User, "connection": connection}
	}
	made, err := library.Call(context.Background(), "run", inputs)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, code)
	}
	text, err := json.Marshal(made)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &outcomes); err != nil {
		return nil, err
	}
	for i := range outcomes {
		if outcomes[i].Broken != "" {
			return nil, fmt.Errorf("the Action throws %s", outcomes[i].Broken)
		}
		if err := json.Unmarshal([]byte(outcomes[i].SCIM), &outcomes[i].sent); err != nil {
			return nil, err
		}
	}
	return outcomes, nil
}
