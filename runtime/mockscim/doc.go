// Package mockscim is a SCIM 2.0 service provider in memory, as an
// http.Handler: what an Action is run against instead of a real one.
//
// It keeps to RFC 7643 and RFC 7644, and where they leave a choice, to the one
// that most service providers make:
//
//   - attributes that no schema defines are ignored in bodies
//     ([WithUnknownAttributesRejected] answers 400 instead), while the path of
//     a PATCH operation must name one that exists;
//   - extensions with values are listed in schemas, whether the client listed
//     them or not, but the core schema must be listed by the client;
//   - members of a group need not exist; for those that do, type and $ref are
//     the server's, and display is where the client gave none;
//   - a PATCH is answered with 200 and the resource, and a change that changes
//     nothing leaves version and lastModified alone;
//   - password survives a PUT that leaves it out, as do immutable attributes;
//   - an "add" whose value filter selects nothing creates the value that the
//     filter describes, while "replace" and "remove" fail with noTarget;
//   - /ServiceProviderConfig needs no authentication (RFC 7643 section 5).
//
// Real servers depart from the RFCs, and they fail. [WithDialect] makes the server
// depart as they do, [WithFaults] makes it fail for certain requests, and
// [RandomFaults] by chance. Without these it keeps to what stands above. Time that
// a fault takes passes by action.Pause: in virtual time nobody waits.
//
// A request passes through one pipeline: it is received and recorded, its path
// is located, its sender authenticated, its form negotiated, its body parsed;
// then the operation runs on the store, and its result is rendered. A fault takes
// the place of all that comes behind the recording.
//
// Identifiers and times come from sources that can be replaced, so that a run
// can be repeated exactly.
package mockscim
