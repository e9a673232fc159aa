package main

// equivalent are mutants that make no difference, and why. They are called by the file,
// the line and the change.
var equivalent = map[string]string{}
