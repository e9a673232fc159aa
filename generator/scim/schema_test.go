package scim_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
)

func TestCharacteristics(t *testing.T) {
	for _, line := range readCorpus(t, "characteristics.txt") {
		place, want, _ := strings.Cut(line.text, ": ")
		schema, path, _ := strings.Cut(place, " ")
		a := definition(schema, path)
		if a == nil {
			t.Errorf("line %d: there is no attribute %s of %s", line.number, path, schema)
			continue
		}
		if got := characteristics(a); got != inOneOrder(want) {
			t.Errorf("line %d: %s of %s\n got %s\nwant %s", line.number, path, schema, got, want)
		}
	}
}

// definition finds an attribute by the name of its schema and its path.
func definition(schema, path string) *scim.Attribute {
	attributes := scim.CommonAttributes()
	for _, s := range scim.Standard().Schemas() {
		if s.Name == schema || strings.HasSuffix(s.ID, ":"+schema) {
			attributes = s.Attributes
			break
		}
	}
	name, sub, nested := strings.Cut(path, ".")
	for _, a := range attributes {
		if a.Name != name {
			continue
		}
		if !nested {
			return a
		}
		for _, s := range a.SubAttributes {
			if s.Name == sub {
				return s
			}
		}
	}
	return nil
}

func characteristics(a *scim.Attribute) string {
	words := []string{string(a.Type)}
	add := func(yes bool, word string) {
		if yes {
			words = append(words, word)
		}
	}
	add(a.MultiValued, "multi")
	add(a.Required, "required")
	add(a.CaseExact, "exact")
	add(a.Mutability != scim.ReadWrite, string(a.Mutability))
	add(a.Returned != scim.ReturnedDefault, string(a.Returned))
	add(a.Uniqueness != scim.UniqueNone, string(a.Uniqueness))
	values := append(slices.Clone(a.CanonicalValues), a.ReferenceTypes...)
	text := strings.Join(words, " ")
	if len(values) > 0 {
		text += " [" + strings.Join(values, " ") + "]"
	}
	return inOneOrder(text)
}

// inOneOrder sorts the words before the brackets, but for the type.
func inOneOrder(s string) string {
	head, tail, ok := strings.Cut(s, " [")
	words := strings.Fields(head)
	slices.Sort(words[1:])
	s = strings.Join(words, " ")
	if ok {
		s += " [" + tail
	}
	return s
}

func TestEveryAttributeIsDescribed(t *testing.T) {
	var check func(path string, attributes []*scim.Attribute)
	check = func(path string, attributes []*scim.Attribute) {
		for _, a := range attributes {
			if a.Description == "" {
				t.Errorf("%s%s has no description", path, a.Name)
			}
			check(path+a.Name+".", a.SubAttributes)
		}
	}
	for _, s := range scim.Standard().Schemas() {
		check(s.ID+":", s.Attributes)
	}
	check("", scim.CommonAttributes())
}

func TestLookupIgnoresCase(t *testing.T) {
	user, ok := scim.ByURN("URN:ietf:params:SCIM:schemas:core:2.0:user")
	if !ok || user.ID != scim.UserURN {
		t.Fatalf("got %v", user)
	}
	a, ok := user.Attribute("PHONEnumbers")
	if !ok || a.Name != "phoneNumbers" {
		t.Fatalf("got %v", a)
	}
	if s, ok := a.Sub("Value"); !ok || s.Name != "value" {
		t.Errorf("got %v", s)
	}
	if a, ok := user.Attribute("phone"); ok {
		t.Errorf("phone is found as %s", a.Name)
	}
	if a, ok := scim.CommonAttribute("EXTERNALID"); !ok || a.Name != "externalId" {
		t.Errorf("got %v", a)
	}
}

func TestParseSchemaErrors(t *testing.T) {
	for _, line := range readCorpus(t, "schemas_invalid.txt") {
		want, text, _ := strings.Cut(line.text, " | ")
		if _, err := scim.ParseSchema([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("line %d: got %v, want %s", line.number, err, want)
		}
	}
}

func TestSchemasSurviveJSON(t *testing.T) {
	for _, s := range scim.Standard().Schemas() {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := scim.ParseSchema(data)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(s, again) {
			t.Errorf("%s is another schema after a round trip", s.ID)
		}
	}
}

func TestRegistryRefusesDoubles(t *testing.T) {
	r := scim.Standard()
	badge := readBadge(t)
	if err := r.Add(badge); err != nil {
		t.Fatal(err)
	}
	if s, ok := r.ByURN(strings.ToUpper(badge.ID)); !ok || s != badge {
		t.Errorf("got %v", s)
	}
	if _, ok := scim.ByURN(badge.ID); ok {
		t.Error("adding to one registry changed the standard one")
	}
	double := *badge
	double.ID = strings.ToUpper(badge.ID)
	for name, s := range map[string]*scim.Schema{"same URN": &double, "nil": nil, "not valid": {ID: "x"}} {
		if err := r.Add(s); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestResolve(t *testing.T) {
	const enterprise = scim.EnterpriseUserURN
	user := scim.UserType(readBadge(t))
	for path, want := range map[string]string{
		"USERNAME":                                    "userName",
		"Name.FAMILYNAME":                             "name.familyName",
		"meta.version":                                "meta.version",
		"emails.$ref":                                 "-",
		"department":                                  "-",
		"name.nick":                                   "-",
		scim.UserURN + ":emails.value":                "emails.value",
		scim.UserURN + ":id":                          "id",
		scim.GroupURN + ":members":                    "-",
		strings.ToLower(enterprise):                   enterprise,
		enterprise + ":MANAGER.value":                 enterprise + ":manager.value",
		enterprise + ":userName":                      "-",
		"urn:example:params:scim:schemas:badge:Level": "urn:example:params:scim:schemas:Badge:level",
	} {
		p, err := scim.ParseAttributePath(path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		got := "-"
		if target, ok := user.Resolve(p); ok {
			got = target.String()
		}
		if got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

func TestErrorMessages(t *testing.T) {
	for _, typ := range scim.ErrorTypes {
		want := 400
		switch typ {
		case "uniqueness":
			want = 409
		case "sensitive":
			want = 403
		}
		e := scim.Errorf(typ, "no %s", "good")
		m := e.Message()
		if e.Status != want || m["status"] != fmt.Sprint(want) || m["scimType"] != string(typ) || m["detail"] != "no good" {
			t.Errorf("%s: got %v with message %v", typ, e, m)
		}
		if text := fmt.Sprintf("%d %s: no good", want, typ); e.Error() != text {
			t.Errorf("got %q, want %q", e, text)
		}
	}
	if m := (&scim.Error{Status: 404}).Message(); len(m) != 2 || m["status"] != "404" {
		t.Errorf("got %v", m)
	}
}
