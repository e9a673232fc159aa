// Package generator compiles a mapping, a YAML file that says how Auth0 users
// become SCIM users, into the JavaScript of an Auth0 event-stream Action.
//
// The phases, each of which can be called alone:
//
//  1. [Parse] reads the YAML into the typed tree of package mapping, every node
//     with its place in the file.
//  2. [Check] applies the rules: attributes against the SCIM schemas, each
//     expression against the types of an Auth0 profile, options against each
//     other. What it finds are the diagnostics of package diag, all at once.
//  3. [Generate] emits the JavaScript of the mapping, adds those parts of the
//     Action's template that it needs, and returns one CommonJS file.
//
// [Compile] is all three.
package generator
