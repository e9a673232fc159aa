// Package diag is the one form in which scimwright tells its users what is wrong
// with their files: a [Diagnostic] says what, where, and what to do about it. A
// [List] collects them; the Write functions print a list for people ([WriteText]),
// for programs ([WriteJSON]), for GitHub's annotations ([WriteGitHub]) and for
// code scanning ([WriteSARIF]).
//
// # How messages are written
//
//   - The summary is one line, in lower case, without a final stop: it is put
//     behind "error[SW101]: ".
//   - It says what is wrong, not what was expected of the reader: "attribute
//     `titel` is not in the User schema", never "invalid input".
//   - What the user wrote stands in backquotes, shortened by [Quote].
//   - The help says what to do, as an imperative: "quote the value". It is left
//     out when the summary leaves no doubt.
//   - The one question allowed is "did you mean".
//   - A conflict of two places names both: the span is the later place, and
//     Related holds the earlier one.
//   - A code is never used for two things and never changes its meaning.
package diag
