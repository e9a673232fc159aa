// Package harness runs an Auth0 event-stream Action, a JavaScript file, inside
// a Go process: under goja, with the host objects that Actions use of Node 22,
// an event loop, and a clock that may be virtual.
//
//	program, err := harness.Compile("action.js", code)
//	engine := harness.New(program, harness.Options{})
//	transcript, err := engine.Deliver(ctx, event, action.Handler(server))
//
// The pieces, in the order in which a delivery meets them:
//
//  1. program.go compiles the file, once for all engines that run it;
//  2. engine.go keeps a runtime between deliveries, or makes one for each;
//  3. realm.go is a runtime with its host objects (globals.go lists them; each
//     has a file of its own, and js/ holds those written in JavaScript);
//  4. delivery.go calls onExecuteEventStream and records what it does;
//  5. loop.go turns until the Action's promise is settled;
//  6. watchdog.go ends a run that computes or allocates without end;
//  7. exception.go turns what was thrown into an [action.Failure].
//
// # Limits of the imitation
//
// goja implements ECMAScript up to about 2023, without async generators,
// `for await`, dynamic import, top-level await and the v flag of regular
// expressions: such a file fails in Compile with an error that says so. There
// are no npm modules. The host objects are those that Actions use; what they
// do is compared with Node in this package's tests.
//
// Unicode properties (\p{L}) work in literals, where they are turned into
// ranges, and not in patterns that are given to the RegExp constructor. The
// texts of the language's own errors are goja's, not V8's.
//
// The limits of CPU time and memory interrupt JavaScript, not a single call of
// a built-in function: one regular expression that backtracks for minutes runs
// to its end, unless regexp2.DefaultMatchTimeout of github.com/dlclark/regexp2/v2,
// which goja uses, is set. An Action is not isolated as untrusted code would have
// to be.
package harness
