package explain_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/reference"
)

func ExampleOf() {
	m, _ := generator.Parse("scimwright.yaml", `
version: 1
scope:
  when: ${user.email_verified && user.email.endsWith("@example.com")}
user:
  userName: ${user.email}
  active: ${!user.blocked}
  title: ${user.app_metadata.title}
`)
	checked, found := generator.Check(m)
	if found.HasErrors() {
		log.Fatal(found)
	}
	profile, err := reference.ParseObject(`{"user_id": "auth0|1", "email": "eve@example.org", "email_verified": true}`)
	if err != nil {
		log.Fatal(err)
	}
	told, err := explain.Of(checked, profile, reference.Connection{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("in scope:", told.Scope.In)
	for _, c := range told.Scope.Clauses {
		fmt.Println(c.Text, "is", c.Value)
	}
	for _, a := range told.Attributes {
		fmt.Println(strings.TrimSpace(a.Path + " " + explain.Value(a.Value) + " " + a.Why))
	}
	// Output:
	// in scope: false
	// user.email_verified is true
	// user.email.endsWith("@example.com") is false
	// externalId "auth0|1"
	// userName "eve@example.org"
	// active true
	// title null user.app_metadata.title is not there
}
