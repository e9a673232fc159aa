package parse

import (
	"time"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// defaults is a mapping in which nothing is set.
func defaults(file *source.File) *mapping.Mapping {
	text := func(s string) mapping.String { return mapping.String{Value: s} }
	return &mapping.Mapping{
		File:    file,
		Version: mapping.Int{Value: 1},
		Scope:   mapping.Scope{Outside: text(mapping.OutsideIgnore)},
		Match:   mapping.Match{By: []mapping.String{text(mapping.ByExternalID), text(mapping.ByUserName)}},
		Create:  mapping.Create{Conflict: text(mapping.ConflictVerify), Lookup: text(mapping.LookupNever)},
		Update: mapping.Update{
			Method:    text(mapping.MethodPut),
			Patch:     text(mapping.PatchPathless),
			OpCase:    text(mapping.OpLower),
			Clear:     text(mapping.ClearKeep),
			Missing:   text(mapping.MissingSkip),
			Unchanged: text(mapping.UnchangedSend),
		},
		Delete: mapping.Delete{Action: text(mapping.DeleteDelete)},
		Auth: mapping.Auth{
			Type:        text(mapping.AuthBearer),
			Credentials: text(mapping.CredentialsBody),
		},
		Transport: mapping.Transport{
			Timeout:     mapping.Duration{Value: 1500 * time.Millisecond},
			Retries:     mapping.Int{Value: 1},
			Budget:      mapping.Duration{Value: 9 * time.Second},
			ContentType: text("application/scim+json"),
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
	seen := p.section(root, at, p.fields(m))
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
		{"match", p.group([]field{{"by", p.matchBy(&m.Match)}})},
		{"create", p.group([]field{
			{"conflict", p.choice(&m.Create.Conflict, conflictChoices)},
			{"lookup", p.choice(&m.Create.Lookup, lookupChoices)},
		})},
		{"update", p.group([]field{
			{"method", p.choice(&m.Update.Method, methodChoices)},
			{"patch", p.choice(&m.Update.Patch, patchChoices)},
			{"op_case", p.choice(&m.Update.OpCase, opCaseChoices)},
			{"clear", p.choice(&m.Update.Clear, clearChoices)},
			{"missing", p.choice(&m.Update.Missing, missingChoices)},
			{"unchanged", p.choice(&m.Update.Unchanged, unchangedChoices)},
			{"order", p.attributePath(&m.Update.Order)},
		})},
		{"delete", p.group([]field{{"action", p.choice(&m.Delete.Action, deleteChoices)}})},
		{"auth", p.group([]field{
			{"type", p.choice(&m.Auth.Type, authChoices)},
			{"header", p.headerName(&m.Auth.Header)},
			{"token_url", p.tokenURL(&m.Auth.TokenURL)},
			{"scopes", p.scopes(&m.Auth.Scopes)},
			{"credentials", p.choice(&m.Auth.Credentials, credentialsChoices)},
		})},
		{"transport", p.group([]field{
			{"timeout", p.duration(&m.Transport.Timeout, minTimeout, maxTimeout)},
			{"retries", p.count(&m.Transport.Retries, maxRetries)},
			{"budget", p.duration(&m.Transport.Budget, minBudget, maxBudget)},
			{"content_type", p.contentType(&m.Transport.ContentType)},
			{"headers", p.headers(&m.Transport.Headers)},
		})},
	}
}

// The values of the options.
var (
	outsideChoices     = []string{mapping.OutsideIgnore, mapping.OutsideDeactivate, mapping.OutsideDelete}
	conflictChoices    = []string{mapping.ConflictVerify, mapping.ConflictAdopt, mapping.ConflictFail}
	lookupChoices      = []string{mapping.LookupNever, mapping.LookupFirst}
	methodChoices      = []string{mapping.MethodPut, mapping.MethodPatch, mapping.MethodMerge}
	patchChoices       = []string{mapping.PatchPathless, mapping.PatchAttributes}
	opCaseChoices      = []string{mapping.OpLower, mapping.OpCapitalised}
	clearChoices       = []string{mapping.ClearKeep, mapping.ClearRemove}
	missingChoices     = []string{mapping.MissingSkip, mapping.MissingCreate, mapping.MissingFail}
	unchangedChoices   = []string{mapping.UnchangedSend, mapping.UnchangedSkip}
	deleteChoices      = []string{mapping.DeleteDelete, mapping.DeleteDeactivate, mapping.DeleteIgnore}
	authChoices        = []string{mapping.AuthBearer, mapping.AuthBasic, mapping.AuthHeader, mapping.AuthOAuth2}
	credentialsChoices = []string{mapping.CredentialsBody, mapping.CredentialsBasic}
	matchKeys          = []string{mapping.ByExternalID, mapping.ByUserName}
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
	s.Choices, s.Default = matchKeys, texts(m.By)
	return s
}
