package main

import (
	"fmt"
	"os"
	"strings"
)

// named are mistakes that somebody would make, each a line of the contract left out.
var named = []struct{ area, file, name, from, to string }{
	{"template", "templates/action/find.js", "results are not verified", `const verified = results.filter((_, i) => ours.includes(standings[i]));`, `const verified = results;`},
	{"template", "templates/action/find.js", "a namesake is taken by any key", `const ours = key === "externalId" ? ["linked", "namesake"] : ["linked"];`, `const ours = ["linked", "namesake"];`},
	{"template", "templates/action/find.js", "the first of several is taken", `if (others.length > 0)`, `if (others.length < 0)`},
	{"template", "templates/action/find.js", "quotes in a filter are not escaped", "${JSON.stringify(value)}", "\"${value}\""},
	{"template", "templates/action/answer.js", "Retry-After is ignored", `{ status, scimType, retryAfterMs: retryAfterMs(answer.retryAfter) }`, `{ status, scimType }`},
	{"template", "templates/action/answer.js", "secrets are not hidden", `text.replaceAll(secret, "***")`, `text`},
	{"template", "templates/action/users.js", "an unclear POST is not looked up", `if (error.status === 429 || error.path !== request.path) return undefined;`, `return undefined;`},
	{"template", "templates/action/users.js", "an id is not encoded", `encodeURIComponent(id)`, `id`},
	{"template", "templates/action/resource.js", "dots are an id", `!/^\.\.?$/.test(id) && `, ``},
	{"template", "templates/action/request.js", "redirects are followed", `redirect: "manual"`, `redirect: "follow"`},
	{"template", "templates/action/request.js", "the budget is not looked at", `Math.min(run.timeoutMs, timeLeft(run))`, `run.timeoutMs`},
	{"template", "templates/action/retry.js", "nothing is tried again", `!isTransient(error) ||`, `true ||`},
	{"template", "templates/action/settings.js", "http is good enough", `/^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:|$)/`, `/^https?:/`},
	{"template", "templates/action/log.js", "a log line may be long", `const MAX_LOG_LENGTH = 256;`, `const MAX_LOG_LENGTH = 2560;`},
	{"template", "templates/action/json.js", "half a surrogate pair stays", `if (!SURROGATE.test(text)) return text;`, `return text;`},
	{"reference", "runtime/reference/find.go", "an empty answer is the last word", `case reason == "":
			reason = "no such resource"`, `case reason == "":
			return finding{reason: "no such resource"}, nil`},
	{"reference", "runtime/reference/retry.go", "a token that is refused is not replaced", `if d.settings.credentials.client != nil && !d.fresh {`, `if false {`},
	{"reference", "runtime/reference/leave.go", "a deletion of what is gone fails", `err != nil && !hasStatus(err, http.StatusNotFound)`, `err != nil`},
	{"reference", "runtime/reference/document.go", "an item without value stays", `valueless = valueless || o.item && a.name == "value"`, `valueless = false`},
	{"reference", "runtime/reference/token.go", "a token is kept for too long", `- float64(margin.Milliseconds())`, `+ 0`},
}

// namedMutants finds where they are. One whose text is there no more is an error: it has
// to be written anew.
func namedMutants(only string) ([]mutant, error) {
	var all []mutant
	for _, n := range named {
		if !strings.Contains(n.file, only) {
			continue
		}
		source, err := os.ReadFile(n.file)
		if err != nil {
			return nil, err
		}
		if strings.Count(string(source), n.from) != 1 {
			return nil, fmt.Errorf("%s has %q not once: write the mistake %q anew", n.file, n.from, n.name)
		}
		all = append(all, mutant{area: n.area, file: n.file, at: strings.Index(string(source), n.from), from: n.from, to: n.to, operator: n.name})
	}
	return all, nil
}
