// Package cli is the command line: one verb a file, each a struct of options
// with a constructor of its command and a method that runs it.
//
// Verbs know of the world only what [Process] holds, so a test runs them with
// streams, a folder and an environment of its own. They return errors; only
// [Main] turns an error into a message and an exit code.
package cli
