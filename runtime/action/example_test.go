package action_test

import (
	"fmt"
	"net/http"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// A handler that answers after two seconds, and then stalls inside its body.
// Under an engine's virtual clock it returns at once.
func ExamplePause() {
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := action.Pause(r.Context(), 2*time.Second); err != nil {
			return // in real time: the client is gone
		}
		w.WriteHeader(http.StatusOK)
		_ = action.Pause(r.Context(), time.Minute)
	})
	_ = action.Handler(slow)
}

// A clock that stands until it is moved.
func ExampleVirtualClock() {
	clock := action.VirtualClock(time.Time{})
	clock.Advance(90 * time.Second)
	fmt.Println(clock.Now().Format(time.RFC3339))
	// Output: 2025-01-01T00:01:30Z
}
