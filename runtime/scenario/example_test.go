package scenario_test

import (
	"context"
	"fmt"
	"log"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/scenario"
)

func ExampleRunAll() {
	m, _ := generator.Parse("scimwright.yaml", `
version: 1
user:
  userName: ${user.email.lowerAscii()}
  active: ${!user.blocked}
`)
	checked, found := generator.Check(m)
	if found.HasErrors() {
		log.Fatal(found)
	}
	file, found := scenario.Read("scimwright.test.yaml", `
tests:
  - name: the address is in lower case
    user: {user_id: auth0|1, email: Ada@Example.com}
    expect: {scim: {userName: ada@example.com}}
  - name: somebody blocked is active
    event: {type: user.created, user: {user_id: auth0|1, email: ada@example.com, blocked: true}}
    expect: {outcome: created, body: {active: true}}
`)
	if file == nil {
		log.Fatal(found)
	}
	suite, err := scenario.NewSuite(file, checked)
	if err != nil {
		log.Fatal(err)
	}
	err = scenario.RunAll(context.Background(), []*scenario.Suite{suite}, scenario.Options{}, func(r *scenario.Result) {
		fmt.Println(r.Test.Name+":", map[bool]string{false: "as expected", true: "not"}[r.Failed()])
		if r.Failed() {
			fmt.Println(r.Explain())
		}
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// the address is in lower case: as expected
	// somebody blocked is active: not
	// the body of POST /Users: active
	//   - true
	//   + false
	// active, at scimwright.yaml:5:13
	// !user.blocked
	// │     │
	// false true
}
