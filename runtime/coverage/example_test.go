package coverage_test

import (
	"log"
	"os"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/coverage"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/reference"
)

func ExampleMapping_WriteText() {
	m, _ := generator.Parse("scimwright.yaml", `
version: 1
user:
  userName: ${user.email}
  active: ${!user.blocked}
  title: '${user.email_verified ? "Member" : user.nickname}'
delete: {action: ignore}
`)
	checked, found := generator.Check(m)
	if found.HasErrors() {
		log.Fatal(found)
	}
	covered := coverage.Of(checked)
	native, err := engines.Observed(checked, covered.Observe)
	if err != nil {
		log.Fatal(err)
	}
	profile, err := reference.ParseObject(`{"user_id": "auth0|1", "email": "a@example.com", "email_verified": true}`)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := native.User(profile, reference.Connection{}); err != nil {
		log.Fatal(err)
	}
	if err := covered.WriteText(os.Stdout); err != nil {
		log.Fatal(err)
	}
	// Output:
	// scimwright.yaml: 28.6 % of the mapping tried, 4 of 14 ways
	//   4:15  userName      never: empty
	//   6:13  title         never: empty
	//   6:33  title         never: ?: false
	//         user.created  never: created, again: duplicate, conflict: fails
	//         user.updated  never: updated, not there: skipped
	//   7:18  user.deleted  never: ignored
	//         any event     never: a request is tried again
}
