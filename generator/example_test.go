package generator_test

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator"
)

func ExampleCompile() {
	action, found, err := generator.Compile("scimwright.yaml", `
version: 1
name: Example
user:
  userName: ${user.email.lowerAscii()}
  displayName: ${user.given_name} ${user.family_name}
  active: ${!user.blocked}
`, generator.Options{})
	if err != nil || found.HasErrors() {
		fmt.Println(found, err)
		return
	}
	// The heart of the file reads as if it were written by hand.
	_, rest, _ := strings.Cut(action.Code, "function buildScimUser(user, connection) {\n")
	body, _, _ := strings.Cut(rest, "\n}\n")
	fmt.Println(body)
	// Output:
	//   /** @type {ScimUser} */
	//   const scim = {
	//     schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
	//     externalId: user.user_id,
	//   };
	//   const userName = lowerAscii(user.email);
	//   if (userName) scim.userName = userName;
	//   if (user.given_name && user.family_name) {
	//     scim.displayName = user.given_name + " " + user.family_name;
	//   }
	//   scim.active = !user.blocked;
	//   return scim;
}

func ExampleCompile_diagnostics() {
	_, found, _ := generator.Compile("scimwright.yaml", `
version: 1
name: Example
user:
  userName: ${user.emial}
`, generator.Options{})
	for _, d := range found {
		pos := d.Span.Pos()
		fmt.Printf("line %d, column %d: %s\n%s\n", pos.Line, pos.Column, d.Summary, d.Help)
	}
	// Output:
	// line 5, column 20: the Auth0 profile has no field `emial`
	// did you mean `email`?
}
