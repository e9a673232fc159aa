package harness

import "github.com/dop251/goja"

// opaque makes what embeds it something that a host script can keep in a
// private field and hand back to Go, and no more: it shows no properties.
type opaque struct{}

var _ goja.DynamicObject = opaque{}

// Get implements [goja.DynamicObject].
func (opaque) Get(string) goja.Value { return nil }

// Set implements [goja.DynamicObject].
func (opaque) Set(string, goja.Value) bool { return false }

// Has implements [goja.DynamicObject].
func (opaque) Has(string) bool { return false }

// Delete implements [goja.DynamicObject].
func (opaque) Delete(string) bool { return true }

// Keys implements [goja.DynamicObject].
func (opaque) Keys() []string { return nil }
