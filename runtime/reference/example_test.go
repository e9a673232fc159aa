package reference_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/reference"
)

// referenceOf is the reference of a mapping that has no errors.
func referenceOf(text string) *reference.Reference {
	m, found := generator.Parse("mapping.yaml", text)
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		log.Fatal(found)
	}
	r, err := reference.New(m, checked.Expressions, reference.Options{})
	if err != nil {
		log.Fatal(err)
	}
	return r
}

func ExampleReference_User() {
	r := referenceOf(`
version: 1
user:
  userName: ${user.email}
  displayName: ${user.given_name} ${user.family_name}
  emails: [{value: "${user.email}", type: work}]
`)
	profile, err := reference.ParseObject(`{"user_id": "auth0|1", "email": "ada@example.com", "given_name": "Ada"}`)
	if err != nil {
		log.Fatal(err)
	}
	user, err := r.User(profile, reference.Connection{Name: "Users"})
	if err != nil {
		log.Fatal(err)
	}
	text, err := json.MarshalIndent(user, "", "  ")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	// Output:
	// {
	//   "schemas": [
	//     "urn:ietf:params:scim:schemas:core:2.0:User"
	//   ],
	//   "externalId": "auth0|1",
	//   "userName": "ada@example.com",
	//   "emails": [
	//     {
	//       "value": "ada@example.com",
	//       "type": "work"
	//     }
	//   ]
	// }
}

// What is wrong with a profile is told with the place in the mapping.
func ExampleMappingError() {
	r := referenceOf(`
version: 1
user:
  userName: ${user.email}
  title: ${string(timestamp(user.user_metadata.hired).getFullYear())}
`)
	profile, err := reference.ParseObject(`{"user_id": "auth0|1", "email": "ada@example.com", "user_metadata": {"hired": "last year"}}`)
	if err != nil {
		log.Fatal(err)
	}
	_, err = r.User(profile, reference.Connection{})
	fmt.Println(err)
	// Output:
	// mapping error: title: invalid RFC 3339 timestamp, in ${string(timestamp(user.user_metadata.hired).getFullYear())} at 5:12
}

// An engine does what the generated Action does, without the Action.
func ExampleEngine_Deliver() {
	r := referenceOf("version: 1\nuser:\n  userName: ${user.email}\n  active: ${!user.blocked}\n")
	server := mockscim.New(mockscim.WithBasePath("/scim/v2"))
	engine := reference.NewEngine(r, reference.EngineOptions{})
	transcript, err := engine.Deliver(context.Background(), action.Event{
		Message: json.RawMessage(`{"id": "evt_1", "type": "user.created",
			"data": {"object": {"user_id": "auth0|1", "email": "ada@example.com"}}}`),
		Secrets: map[string]string{"SCIM_BASE_URL": "https://scim.example.com/scim/v2", "SCIM_BEARER_TOKEN": "a-token"},
	}, action.Handler(http.Handler(server)))
	if err != nil {
		log.Fatal(err)
	}
	for _, x := range transcript.Exchanges {
		fmt.Println(x.Request.Method, x.Request.URL, x.Response.Status)
	}
	fmt.Println(transcript.Logs[0].Text)
	// Output:
	// POST https://scim.example.com/scim/v2/Users 201
	// {"outcome":"created","event":"evt_1","user_id":"auth0|1","id":"1","requests":1,"ms":0}
}
