package simulate_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/simulate"
)

// A test of an Action against a server that fails now and then, and deliveries that
// come late and twice.
func Example() {
	made, found, err := generator.Compile("mapping.yaml", `
version: 1
user:
  userName: ${user.email}
  active: ${!user.blocked}
create:
  lookup: first
`, generator.Options{})
	if err != nil || made == nil {
		log.Fatal(found, err)
	}
	program, err := harness.Compile("action.js", []byte(made.Code))
	if err != nil {
		log.Fatal(err)
	}
	report, err := simulate.Run(context.Background(), simulate.Options{
		Engine: func(clock *action.Clock) action.Engine {
			return harness.New(program, harness.Options{Clock: clock})
		},
		Seed: 1, Users: 5, Events: 6, Window: 30 * time.Second, Duplicates: 0.1, Faults: 0.05,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("wrong person touched:", report.Found("wrong person touched"))
	fmt.Println("only what the contract permits:", report.OK())
	// Output:
	// wrong person touched: 0
	// only what the contract permits: true
}
