package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// An Action is tested against a server that is a handler in the same process.
func Example() {
	program, err := harness.Compile("action.js", []byte(`
		exports.onExecuteEventStream = async (event) => {
			const { user_id, email } = event.message.data.object;
			const response = await fetch(event.secrets.SCIM_BASE_URL + "/Users", {
				method: "POST",
				headers: { Authorization: "Bearer " + event.secrets.SCIM_BEARER_TOKEN },
				body: JSON.stringify({ externalId: user_id, userName: email }),
			});
			console.log(JSON.stringify({ outcome: "created", id: (await response.json()).id }));
		};`))
	if err != nil {
		panic(err)
	}
	server := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id": "2819c223"}`)
	})
	event := action.Event{
		Message: json.RawMessage(`{"type": "user.created", "data": {"object": {"user_id": "auth0|ada", "email": "ada@example.com"}}}`),
		Secrets: map[string]string{"SCIM_BASE_URL": "https://scim.example.com/v2", "SCIM_BEARER_TOKEN": "a-bearer-token"},
	}

	engine := harness.New(program, harness.Options{})
	transcript, err := engine.Deliver(context.Background(), event, action.Handler(server))
	if err != nil {
		panic(err)
	}
	for _, exchange := range transcript.Exchanges {
		request := exchange.Request
		fmt.Println(request.Method, request.URL, request.Header.Get("Authorization"), exchange.Response.Status)
		fmt.Println(request.Body)
	}
	fmt.Println(transcript.Outcome)
	// Output:
	// POST https://scim.example.com/v2/Users Bearer *** 201
	// {"externalId":"auth0|ada","userName":"ada@example.com"}
	// created
}

// On a virtual clock a time-out takes no time. The handler says how late it is.
func Example_virtualTime() {
	program, err := harness.Compile("action.js", []byte(`
		exports.onExecuteEventStream = async () => {
			await fetch("https://scim.example.com/Users", { signal: AbortSignal.timeout(1500) });
		};`))
	if err != nil {
		panic(err)
	}
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), time.Minute)
	})
	transcript, err := harness.New(program, harness.Options{}).
		Deliver(context.Background(), action.Event{Message: json.RawMessage(`{}`)}, action.Handler(slow))
	if err != nil {
		panic(err)
	}
	fmt.Println(transcript.Failure)
	fmt.Println(transcript.Elapsed)
	// Output:
	// TimeoutError: The operation was aborted due to timeout
	// 1.5s
}

// What the Action throws is a typed error, with the fields of a SCIM error.
func ExampleEngine_Deliver_failure() {
	program, err := harness.Compile("action.js", []byte(`
		exports.onExecuteEventStream = async () => {
			const fields = { status: 409, scimType: "uniqueness" };
			throw Object.assign(new Error("409 uniqueness POST /Users"), fields);
		};`))
	if err != nil {
		panic(err)
	}
	transcript, err := harness.New(program, harness.Options{}).
		Deliver(context.Background(), action.Event{Message: json.RawMessage(`{}`)}, action.Handler(http.NotFoundHandler()))
	if err != nil {
		panic(err)
	}
	failure := transcript.Failure
	fmt.Println(failure.Kind, failure.Status, failure.SCIMType)
	fmt.Print(failure.Trace())
	// Output:
	// thrown 409 uniqueness
	// Error: 409 uniqueness POST /Users
	//     at action.js:4:24
}

// A file that cannot be compiled is told of by its place, and what to do.
func ExampleCompile_syntaxError() {
	_, err := harness.Compile("action.js", []byte("exports.onExecuteEventStream = async (event) => {\n"+
		"  for await (const user of event.users) {}\n};"))
	var syntax *harness.SyntaxError
	if errors.As(err, &syntax) {
		fmt.Println(syntax)
	}
	// Output:
	// action.js:2:7: `for await` is not supported by the harness (use for…of with await inside the loop)
}
