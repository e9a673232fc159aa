// Package scim holds what the SCIM 2.0 standards say, as data and as grammar:
//
//   - the schemas of RFC 7643, embedded as JSON in the form of its section 7,
//     with lookup of attributes by name ([Schema], [Registry], [ResourceType]);
//   - attribute paths, filters and PATCH paths of RFC 7644, parsed into trees
//     with positions and printed in a normal form ([ParseAttributePath],
//     [ParseFilter], [ParsePatchPath]);
//   - what a filter means: [Compile] turns one into a predicate over resources;
//   - the error conditions of RFC 7644 section 3.12 ([Error], [ErrorType]).
//
// A resource is what encoding/json makes of a JSON object: maps, slices,
// strings, bools and json.Number (float64 is understood as well).
package scim
