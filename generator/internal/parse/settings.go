package parse

import (
	"time"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// defaults is a mapping in which nothing is set.
func defaults(file *source.File) *mapping.Mapping {
	return &mapping.Mapping{
		File:    file,
		Version: mapping.Int{Value: 1},
		Scope:   mapping.Scope{Outside: mapping.String{Value: mapping.OutsideIgnore}},
		Match:   mapping.Match{By: []mapping.String{{Value: mapping.ByExternalID}, {Value: mapping.ByUserName}}},
		Create:  mapping.Create{Conflict: mapping.String{Value: mapping.ConflictVerify}},
		Update: mapping.Update{
			Method:  mapping.String{Value: mapping.MethodPut},
			Missing: mapping.String{Value: mapping.MissingSkip},
		},
		Delete: mapping.Delete{Action: mapping.String{Value: mapping.DeleteDelete}},
		Auth:   mapping.Auth{Type: mapping.String{Value: mapping.AuthBearer}},
		Transport: mapping.Transport{
			Timeout:     mapping.Duration{Value: 1500 * time.Millisecond},
			Retries:     mapping.Int{Value: 1},
			Budget:      mapping.Duration{Value: 9 * time.Second},
			ContentType: mapping.String{Value: "application/scim+json"},
		},
	}
}

// Bounds of the settings. An event stream grants an Action about 10 s; the
// budget may go beyond it for platforms that are patient, but not without end.
const (
	minTimeout, maxTimeout = 100 * time.Millisecond, 20 * time.Second
	minBudget, maxBudget   = 100 * time.Millisecond, 20 * time.Second
	maxRetries             = 10
	maxNameLength          = 200 // code points
)

// mapping reads the whole file into m.
func (p *parser) mapping(root *yaml.Node, m *mapping.Mapping) {
	at := place{indent: -1}
	if kind := kindOf(root); kind != "a map" {
		p.report(rootNotMap(p.nodeSpan(root, at), kind))
		return
	}
	seen := p.section(root, at, p.fields(m), nil)
	start, _ := p.layout.content(root)
	if !seen["version"] {
		p.report(missingVersion(p.span(start, start)))
	}
	if !seen["user"] {
		p.report(missingUser(p.span(start, start)))
	}
}

// fields are the sections of a mapping, read into m.
func (p *parser) fields(m *mapping.Mapping) []field {
	return []field{
		{"version", required(p.version(&m.Version))},
		{"name", p.name(&m.Name)},
		{"user", required(reader(KindUser, func(n *yaml.Node, at place) { m.User = p.user(n, at) }))},
		{"tables", reader(KindTables, func(n *yaml.Node, at place) { m.Tables = p.tables(n, at) })},
		{"schemas", reader(KindFiles, func(n *yaml.Node, at place) { m.Schemas = p.schemas(n, at) })},
		{"functions", p.functions(&m.Functions)},
		{"scope", p.scope(&m.Scope)},
		{"match", p.group([]field{{"by", p.matchBy(&m.Match)}}, nil)},
		{"create", p.group([]field{{"conflict", p.choice(&m.Create.Conflict, conflictChoices)}}, nil)},
		{"update", p.group([]field{
			{"method", p.choice(&m.Update.Method, methodChoices)},
			{"missing", p.choice(&m.Update.Missing, missingChoices)},
		}, laterUpdate)},
		{"delete", p.group([]field{{"action", p.choice(&m.Delete.Action, deleteChoices)}}, nil)},
		{"auth", p.group([]field{{"type", p.choice(&m.Auth.Type, authChoices)}}, laterAuth)},
		{"transport", p.group([]field{
			{"timeout", p.duration(&m.Transport.Timeout, minTimeout, maxTimeout)},
			{"retries", p.count(&m.Transport.Retries, maxRetries)},
			{"budget", p.duration(&m.Transport.Budget, minBudget, maxBudget)},
			{"content_type", p.contentType(&m.Transport.ContentType)},
		}, laterTransport)},
	}
}

// The values of the options: those that compile, and those of the language that
// do not yet.
var (
	outsideChoices  = choices{now: []string{mapping.OutsideIgnore}, later: []string{"deactivate", "delete"}}
	conflictChoices = choices{now: []string{mapping.ConflictVerify}, later: []string{"adopt", "fail"}}
	methodChoices   = choices{now: []string{mapping.MethodPut}, later: []string{"patch", "merge"}}
	missingChoices  = choices{now: []string{mapping.MissingSkip, mapping.MissingCreate, mapping.MissingFail}}
	deleteChoices   = choices{now: []string{mapping.DeleteDelete}, later: []string{"deactivate", "ignore"}}
	authChoices     = choices{now: []string{mapping.AuthBearer}, later: []string{"basic", "header", "oauth2"}}
	matchKeys       = choices{now: []string{mapping.ByExternalID, mapping.ByUserName}}
)

// Keys of the language that do not compile yet, and what to do without them.
var (
	laterUpdate = map[string]string{
		"patch":     "leave it out: an update replaces the resource by PUT",
		"clear":     "leave it out: PUT clears what has become empty",
		"unchanged": "leave it out: every update is sent",
		"order":     "leave it out: events are taken in the order in which they come",
	}
	laterAuth = map[string]string{
		"header":    "use `auth.type: bearer`, the secret SCIM_BEARER_TOKEN",
		"token_url": "use `auth.type: bearer`, the secret SCIM_BEARER_TOKEN",
		"scopes":    "use `auth.type: bearer`, the secret SCIM_BEARER_TOKEN",
	}
	laterTransport = map[string]string{
		"headers": "leave it out: requests carry Authorization, Accept and Content-Type",
	}
)

// matchBy returns a reader of the keys that users are found by.
func (p *parser) matchBy(m *mapping.Match) setting {
	s := reader(KindChoices, func(n *yaml.Node, at place) {
		by := p.names(n, at, "name `externalId`, `userName` or both, or leave the key out",
			func(s mapping.String, path string) bool { return p.isChoice(s, path, matchKeys) })
		if len(by) > 0 {
			m.By = by
		}
	})
	s.Choices, s.Default = matchKeys.now, texts(m.By)
	return s
}
