// Package simulate finds out what becomes of users on a SCIM server when events
// are delivered as Auth0 delivers them: at least once, out of order within a
// window, again after 1, 2 and 4 seconds when the Action fails, and at last as
// dead letters, while the server misbehaves at random.
//
// [Run] lets people live at random: they sign up, change their names and
// addresses, are blocked and let in again, link accounts, are deleted and come
// back. Each change is an event. When all are delivered, and dead letters once
// more without faults, a judge compares what the server holds with what it
// should hold, which a second server is asked for that has seen one clean
// delivery of each final profile, and gives each difference a name. Some the
// contract of an Action permits, each for a reason; others none may have, above
// all that a request touches the resource of another person, for which every
// change is watched when it happens.
//
// Any engine that runs an Action will do, and any Action. The clock is virtual,
// and everything follows from the options: two runs with the same ones are the
// same.
//
// Beside runtime/action it uses runtime/mockscim alone.
package simulate
