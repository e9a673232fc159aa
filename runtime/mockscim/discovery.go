package mockscim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// discovery returns the operations of an endpoint that tells of the server
// itself (RFC 7644 section 4). Query parameters are ignored there, but for a
// filter, which is forbidden.
func (s *Server) discovery(name string, rest []string) methods {
	var show func(base string) (any, error)
	switch {
	case name == "ServiceProviderConfig" && len(rest) == 0:
		show = func(base string) (any, error) { return s.providerConfig(base), nil }
	case name == "Schemas" && len(rest) == 0:
		show = func(base string) (any, error) { return wholeList(s.schemaResources(base)), nil }
	case name == "Schemas" && len(rest) == 1:
		show = func(base string) (any, error) { return pick("schema", s.schemaResources(base), rest[0]) }
	case name == "ResourceTypes" && len(rest) == 0:
		show = func(base string) (any, error) { return wholeList(s.typeResources(base)), nil }
	case name == "ResourceTypes" && len(rest) == 1:
		show = func(base string) (any, error) { return pick("resource type", s.typeResources(base), rest[0]) }
	default:
		return nil
	}
	return methods{http.MethodGet: func(x *exchange) (*answer, error) {
		if x.query.Has("filter") {
			return nil, statusError(http.StatusForbidden, "/%s cannot be filtered", name)
		}
		body, err := show(x.base)
		return &answer{status: http.StatusOK, body: body}, err
	}}
}

func wholeList(resources []any) any { return listResponse(len(resources), 1, resources) }

func pick(what string, resources []any, id string) (any, error) {
	for _, r := range resources {
		if strings.EqualFold(r.(map[string]any)["id"].(string), id) {
			return r, nil
		}
	}
	return nil, notFound("there is no %s %q", what, id)
}

func (s *Server) schemaResources(base string) []any {
	var all []any
	for _, schema := range s.registry.Schemas() {
		resource := plain(schema)
		resource["schemas"] = []any{scim.SchemaURN}
		resource["meta"] = map[string]any{
			"resourceType": "Schema",
			"location":     base + "/Schemas/" + url.PathEscape(schema.ID),
		}
		all = append(all, resource)
	}
	return all
}

// plain returns a value as encoding/json sees it.
func plain(v any) map[string]any {
	data, err := json.Marshal(v)
	var m map[string]any
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		panic(fmt.Sprintf("mockscim: a schema cannot be written as JSON: %v", err))
	}
	return m
}

func (s *Server) typeResources(base string) []any {
	var all []any
	for _, k := range s.store.kinds {
		extensions := []any{}
		for _, e := range k.Extensions {
			extensions = append(extensions, map[string]any{"schema": e.Schema.ID, "required": e.Required})
		}
		all = append(all, map[string]any{
			"schemas":          []any{scim.ResourceTypeURN},
			"id":               k.Name,
			"name":             k.Name,
			"description":      k.Description,
			"endpoint":         k.Endpoint,
			"schema":           k.Schema.ID,
			"schemaExtensions": extensions,
			"meta": map[string]any{
				"resourceType": "ResourceType",
				"location":     base + "/ResourceTypes/" + k.Name,
			},
		})
	}
	return all
}

// providerConfig is the ServiceProviderConfig (RFC 7643 section 5).
func (s *Server) providerConfig(base string) any {
	supported := func(yes bool) map[string]any { return map[string]any{"supported": yes} }
	schemes := []any{}
	if s.token != "" {
		schemes = append(schemes, map[string]any{
			"type":        "oauthbearertoken",
			"name":        "OAuth Bearer Token",
			"description": "Authentication by a bearer token in the Authorization header",
			"specUri":     "https://www.rfc-editor.org/info/rfc6750",
			"primary":     true,
		})
	}
	return map[string]any{
		"schemas":               []any{scim.ServiceProviderConfigURN},
		"patch":                 supported(s.dialect.Patch != Patch405 && s.dialect.Patch != Patch501),
		"bulk":                  map[string]any{"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
		"filter":                map[string]any{"supported": true, "maxResults": s.maxResults},
		"changePassword":        supported(true),
		"sort":                  supported(true),
		"etag":                  supported(true),
		"authenticationSchemes": schemes,
		"meta": map[string]any{
			"resourceType": "ServiceProviderConfig",
			"location":     base + "/ServiceProviderConfig",
		},
	}
}
