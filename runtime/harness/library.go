package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/scimwright/scimwright/runtime/action"
)

// Library is a mapping's own functions, ready to be called from Go. Like an
// [Engine], it is not safe for concurrent use.
type Library struct{ engine *Engine }

// caller calls one function for each event, and tells what it gives back. What
// JSON cannot hold is an error rather than null.
const caller = `
exports.onExecuteEventStream = async (event) => {
  const { name, args } = event.message;
  if (!Object.hasOwn(functions, name)) throw new TypeError("there is no function " + name);
  const value = functions[name](...args);
  const plain = (key, value) => {
    const holder = value !== null && typeof value === "object" ? Object.getPrototypeOf(value) : null;
    const data = holder === null || holder === Object.prototype || Array.isArray(value);
    if (!data || /^(function|symbol|bigint)$/.test(typeof value) || (typeof value === "number" && !Number.isFinite(value))) {
      throw new TypeError(name + " returned what is no JSON data");
    }
    return value;
  };
  if (value instanceof Date) throw new TypeError(name + " returned what is no JSON data");
  console.log(JSON.stringify({ value }, plain));
};
`

// LoadFunctions loads functions, from code that declares an object of the name
// "functions" with them in it, as that of a generated Action does. Name is what
// positions are told by. They run under the limits of options; its clock, cache
// and seed are what they would be for an Action.
func LoadFunctions(name, code string, options Options) (*Library, error) {
	program, err := Compile(name, []byte(code+caller))
	if err != nil {
		return nil, err
	}
	return &Library{New(program, options)}, nil
}

// Call calls a function with arguments that JSON can hold. The result is made
// of nil, bool, float64, string, []any and map[string]any; nil too where the
// function gives nothing back. What it throws is an [*action.Failure].
func (l *Library) Call(ctx context.Context, name string, args ...any) (any, error) {
	if args == nil {
		args = []any{}
	}
	message, err := json.Marshal(map[string]any{"name": name, "args": args})
	if err != nil {
		return nil, fmt.Errorf("calling %s: %w", name, err)
	}
	transcript, err := l.engine.Deliver(ctx, action.Event{Message: message}, action.Handler(http.NotFoundHandler()))
	if err != nil {
		return nil, err
	}
	if transcript.Failure != nil {
		return nil, transcript.Failure
	}
	if len(transcript.Logs) == 0 {
		return nil, errors.New("calling " + name + ": it took the console away")
	}
	var answer struct{ Value any }
	if err := json.Unmarshal([]byte(transcript.Logs[len(transcript.Logs)-1].Text), &answer); err != nil {
		return nil, fmt.Errorf("calling %s: %w", name, err)
	}
	return answer.Value, nil
}
