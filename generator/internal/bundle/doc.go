// Package bundle puts a mapping's module and the Action's template together in
// one CommonJS file. It is the one door to esbuild.
//
// The template's modules, and the mapping's, keep to a form (see package
// templates): declarations and nothing else, each name used once. So they can be
// put into one file as their authors wrote them, comments, blank lines and all,
// which matters because people have to read the result, and a printed syntax
// tree has none of these. What esbuild does is to understand that file: it tells
// which declarations are reached from the entry point, and the others are left
// out; and it makes the minified form.
package bundle
