package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

const codeResource = "SW804"

// seed puts the resources of a file into a mock server. The file holds them one
// after the other, as a list, or as the ListResponse of another server (RFC
// 7644, section 3.4.2). A resource without schemas is a User.
func (p *Process) seed(server *mockscim.Server, name string) error {
	text, shown, err := p.read(name)
	if err != nil {
		return err
	}
	values, fault := jsonObjects(source.NewFile(shown, text), "resource")
	if fault != nil {
		return p.refuse(*fault)
	}
	for _, v := range values {
		var list struct {
			Schemas   []string
			Resources []map[string]any
		}
		if json.Unmarshal(v.raw, &list) == nil && len(list.Schemas) == 1 && list.Schemas[0] == scim.ListResponseURN {
			for _, resource := range list.Resources {
				if err := seedOne(server, resource); err != nil {
					return p.refuse(badResource(v, err))
				}
			}
			continue
		}
		var resource map[string]any
		if err := json.Unmarshal(v.raw, &resource); err != nil {
			return p.refuse(badResource(v, err))
		}
		if err := seedOne(server, resource); err != nil {
			return p.refuse(badResource(v, err))
		}
	}
	return nil
}

func seedOne(server *mockscim.Server, resource map[string]any) error {
	var err error
	if _, ok := resource["schemas"]; ok {
		_, err = server.Seed(resource)
	} else {
		_, err = server.SeedUser(resource)
	}
	return err
}

func badResource(v jsonValue, err error) diag.Diagnostic {
	return diag.Diagnostic{
		Code: codeResource, Span: v.span,
		Summary: fmt.Sprintf("the server does not take this resource: %s", strings.TrimPrefix(err.Error(), "mockscim: ")),
		Help:    "mend it, or leave it out",
	}
}
