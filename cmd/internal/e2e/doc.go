// Package e2e holds the tests that run what the generator makes from end to
// end: a mapping is compiled, and the Action file that comes of it is delivered
// events, under goja and in Node, against SCIM servers of our own and of
// others. It has no code but tests.
//
// What runs in Node needs the packages of .ci/node, which "npm ci" installs
// there. Without them those tests are skipped and say why; where the variable
// CI is set, they fail instead.
package e2e
