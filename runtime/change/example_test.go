package change_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/change"
	"github.com/scimwright/scimwright/runtime/population"
)

func Example() {
	checked := func(text string) *generator.Checked {
		m, _ := generator.Parse("scimwright.yaml", text)
		checked, found := generator.Check(m)
		if found.HasErrors() {
			log.Fatal(found)
		}
		return checked
	}
	before := checked("{version: 1, user: {userName: '${user.email}', active: '${!user.blocked}'}}")
	after := checked("{version: 1, user: {userName: '${user.email}', active: '${user.email_verified}'}, delete: {action: deactivate}}")
	for _, r := range change.Rules(before.Mapping, after.Mapping) {
		fmt.Println(strings.TrimSpace(r.Path + ": " + r.Before + " → " + r.After + " " + r.Consequence))
	}

	users, err := population.NewReader(strings.NewReader(`{"user_id": "auth0|1", "email": "a@example.com"}
{"user_id": "auth0|2", "email": "b@example.com", "email_verified": true}
`))
	if err != nil {
		log.Fatal(err)
	}
	comparer, err := change.NewComparer(before, after)
	if err != nil {
		log.Fatal(err)
	}
	tally := change.NewTally(1)
	err = population.Each(context.Background(), users, comparer.User, func(d change.Difference) error {
		tally.Add(d)
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tally.Effects[change.Deactivated], "of", tally.Users, change.Deactivated)
	// Output:
	// delete.action: delete → deactivate the account of a deleted user becomes inactive and keeps its name
	// user.active: ${!user.blocked} → ${user.email_verified}
	// 1 of 2 becomes inactive
}
