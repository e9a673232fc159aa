package scim_test

import (
	"fmt"

	"github.com/scimwright/scimwright/generator/scim"
)

func ExampleSchema_Attribute() {
	user, _ := scim.ByURN(scim.UserURN)
	emails, _ := user.Attribute("EMAILS")
	kind, _ := emails.Sub("type")
	fmt.Println(emails.Name, emails.MultiValued, kind.CanonicalValues)
	// Output: emails true [work home other]
}

func ExampleParseFilter() {
	f, err := scim.ParseFilter(`(userName EQ "ada@example.com") or emails[type eq "work"]`)
	fmt.Println(f, err)

	_, err = scim.ParseFilter(`userName = "ada@example.com"`)
	fmt.Println(err)
	// Output:
	// userName eq "ada@example.com" or emails[type eq "work"] <nil>
	// filter, column 10: expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr), found "="
}

func ExampleParsePatchPath() {
	p, _ := scim.ParsePatchPath(`emails[type eq "work"].value`)
	fmt.Println(p.Attribute.Name, p.Attribute.Sub, p.Filter)
	// Output: emails value type eq "work"
}

func ExampleCompile() {
	f, _ := scim.ParseFilter(`userName eq "ada@example.com" and active eq true`)
	match, _ := scim.Compile(f, scim.UserType())
	fmt.Println(match(map[string]any{"userName": "Ada@Example.com", "active": true}))

	f, _ = scim.ParseFilter(`active eq "true"`)
	_, err := scim.Compile(f, scim.UserType())
	fmt.Println(err)
	// Output:
	// true
	// 400 invalidFilter: active eq "true": active is boolean; compare it with true or false, without quotes
}

func ExampleQuote() {
	fmt.Println("externalId eq " + scim.Quote(`auth0|a"b`))
	// Output: externalId eq "auth0|a\"b"
}

func ExampleResourceType_Resolve() {
	p, _ := scim.ParseAttributePath("urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:MANAGER.value")
	target, ok := scim.UserType().Resolve(p)
	fmt.Println(target, ok)
	// Output: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value true
}
