package mockscim

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// checkType makes sure that a value is of the attribute's simple type (RFC 7643
// section 2.3).
func checkType(a *scim.Attribute, path string, v any) error {
	wrong := func(needs string) error {
		return scim.Errorf(scim.InvalidValue, "%s is %s; it must be %s", path, kindOf(v), needs)
	}
	switch a.Type {
	case scim.TypeBoolean:
		if _, ok := v.(bool); !ok {
			return wrong("true or false")
		}
		return nil
	case scim.TypeInteger:
		if number, ok := v.(json.Number); !ok || !isInteger(number) {
			return wrong("an integer")
		}
		return nil
	case scim.TypeDecimal:
		if _, ok := v.(json.Number); !ok {
			return wrong("a number")
		}
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return wrong("a string")
	}
	switch a.Type {
	case scim.TypeDateTime:
		if !scim.IsDateTime(text) {
			return scim.Errorf(scim.InvalidValue, "%s is %s; it must be a date and time such as 2011-05-13T04:42:34Z", path, scim.Quote(text))
		}
	case scim.TypeBinary:
		if !isBase64(text) {
			return scim.Errorf(scim.InvalidValue, "%s is not base64", path)
		}
	}
	return nil
}

func isInteger(n json.Number) bool {
	if len(n) > 40 || strings.ContainsAny(n.String(), ".eE") {
		return false
	}
	_, ok := new(big.Int).SetString(n.String(), 10)
	return ok
}

// isBase64 takes both alphabets, with or without padding: RFC 7643 section
// 2.3.6 allows base64 and base64url.
func isBase64(s string) bool {
	s = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
	_, err := base64.RawStdEncoding.DecodeString(s)
	return err == nil
}

// checkRequired makes sure that attributes which must have a value have one.
// What is missing is reported with that scimType.
func (k *kind) checkRequired(attributes map[string]any, missing scim.ErrorType) error {
	if err := requireAll(attributes, k.Schema.Attributes, "", missing); err != nil {
		return err
	}
	for _, e := range k.Extensions {
		extension, ok := attributes[e.Schema.ID].(map[string]any)
		if !ok && !e.Required {
			continue
		}
		if !ok {
			return scim.Errorf(missing, "the extension %s is required", e.Schema.ID)
		}
		if err := requireAll(extension, e.Schema.Attributes, e.Schema.ID+":", missing); err != nil {
			return err
		}
	}
	return nil
}

func requireAll(object map[string]any, attributes []*scim.Attribute, path string, missing scim.ErrorType) error {
	for _, a := range attributes {
		v, ok := object[a.Name]
		if a.Required && a.Mutability != scim.ReadOnly {
			if !ok {
				return scim.Errorf(missing, "%s%s is required", path, a.Name)
			}
			if v == "" {
				return scim.Errorf(scim.InvalidValue, "%s%s must not be empty", path, a.Name)
			}
		}
		values, multi := v.([]any)
		if !multi {
			values = []any{v}
		}
		for _, one := range values {
			if complexValue, ok := one.(map[string]any); ok {
				if err := requireAll(complexValue, a.SubAttributes, path+a.Name+".", missing); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
