// Package fuzz looks for a mapping, a history of events and a server for which the
// generated Action and the native reference of the same mapping are not seen to do the
// same.
//
// A case is drawn by choices, each a small number. What is drawn by zeros is the
// simplest there is, so that a case that shows a disagreement is made smaller by taking
// choices away and making them zero, whatever they stand for. What is left is written
// down as a file of scenarios.
package fuzz
