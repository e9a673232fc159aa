package scim

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"sync"
)

//go:embed schemas/*.json
var schemaFiles embed.FS

// Files of the schemas of RFC 7643, in the order in which it defines them.
var standardFiles = []string{
	"user", "enterprise_user", "group",
	"service_provider_config", "resource_type", "schema",
}

type standardSet struct {
	registry *Registry
	common   []*Attribute
}

var standard = sync.OnceValue(func() standardSet {
	set := standardSet{registry: &Registry{byURN: map[string]*Schema{}}}
	for _, name := range standardFiles {
		s, err := ParseSchema(embedded(name))
		if err == nil {
			err = set.registry.Add(s)
		}
		if err != nil {
			panic(fmt.Sprintf("scim: the embedded schema %s is broken: %v", name, err))
		}
	}
	if err := decode(embedded("common"), &set.common); err != nil {
		panic(fmt.Sprintf("scim: the embedded common attributes are broken: %v", err))
	}
	return set
})

func embedded(name string) []byte {
	data, err := schemaFiles.ReadFile("schemas/" + name + ".json")
	if err != nil {
		panic(fmt.Sprintf("scim: the schema %s is not embedded: %v", name, err))
	}
	return data
}

// Standard returns a new registry of the schemas of RFC 7643: User, Enterprise
// User, Group, ServiceProviderConfig, ResourceType and Schema. Further schemas
// can be added to it.
func Standard() *Registry {
	r := standard().registry // whose schemas are known to be valid
	return &Registry{schemas: slices.Clone(r.schemas), byURN: maps.Clone(r.byURN)}
}

// ByURN returns the schema of RFC 7643 with that URN, in whatever case it is
// written.
func ByURN(urn string) (*Schema, bool) { return standard().registry.ByURN(urn) }

// CommonAttributes returns the attributes that every resource has, whatever
// its schema: schemas, id, externalId and meta (RFC 7643 sections 3 and 3.1).
func CommonAttributes() []*Attribute { return slices.Clone(standard().common) }

// CommonAttribute returns the attribute of that name that every resource has,
// in whatever case the name is written.
func CommonAttribute(name string) (*Attribute, bool) { return named(standard().common, name) }
