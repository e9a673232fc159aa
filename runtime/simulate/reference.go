package simulate

import (
	"context"
	"reflect"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// reference tells what the Action makes of an account that is alone in the world,
// and whose events come once, in an order that is asked for, to a server without
// faults: what the simulation is held against.
type reference struct {
	engine  action.Engine
	server  *mockscim.Server
	secrets map[string]string
}

// play delivers events to an empty server and returns the resources that are there
// in the end.
func (r *reference) play(ctx context.Context, messages ...[]byte) ([]map[string]any, error) {
	r.server.Reset()
	for _, message := range messages {
		event := action.Event{Message: message, Secrets: r.secrets}
		if _, err := r.engine.Deliver(ctx, event, action.Handler(tokens(r.server))); err != nil {
			return nil, err
		}
	}
	return bare(r.server.Users()), nil
}

// ideal is how an account has to be in the end: as if it had been created as it is,
// and deleted if it is gone.
func (r *reference) ideal(ctx context.Context, a *account) ([]map[string]any, error) {
	last := a.last()
	if last.kind == deleted {
		return r.play(ctx, last.clean(), last.message)
	}
	return r.play(ctx, last.clean())
}

// orderly is what comes of an account's events when each is delivered once, in
// their order.
func (r *reference) orderly(ctx context.Context, a *account) ([]map[string]any, error) {
	var messages [][]byte
	for _, o := range a.life {
		messages = append(messages, o.message)
	}
	return r.play(ctx, messages...)
}

// bare is resources without what the server adds.
func bare(users []map[string]any) []map[string]any {
	for _, u := range users {
		delete(u, "id")
		delete(u, "meta")
	}
	return users
}

func same(a, b []map[string]any) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}

// holdsMore tells whether a resource has all of another one and more besides.
func holdsMore(has, want any) bool {
	wanted, ok := want.(map[string]any)
	if !ok {
		return reflect.DeepEqual(has, want)
	}
	had, ok := has.(map[string]any)
	if !ok {
		return false
	}
	for name, value := range wanted {
		if name == "schemas" {
			continue // it follows from the rest
		}
		if !holdsMore(had[name], value) {
			return false
		}
	}
	return true
}
