package harness

import (
	"embed"
	"fmt"
	"slices"
	"sync"

	"github.com/dop251/goja"
)

//go:embed js/*.js
var scripts embed.FS

// hostModule makes some host objects. It is made when one of its globals is
// first used, so that a realm costs next to nothing until then.
type hostModule struct {
	name    string
	globals []string
	script  *script // what JavaScript does for it; nil when native is all there is
	classes bool    // its globals are classes that Go implements
}

// hostModules lists everything that an Action finds beside the language.
var hostModules = []hostModule{
	{name: "timers", globals: []string{
		"setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate", "queueMicrotask"}},
	{name: "promises", script: scriptOf("promises")},
	{name: "console", globals: []string{"console"}},
	{name: "inspect", script: scriptOf("inspect")},
	{name: "table", script: scriptOf("table")},
	{name: "process", globals: []string{"process", "performance"}},
	{name: "polyfill", script: scriptOf("polyfill")},
	{name: "encoding", globals: []string{"TextEncoder", "TextDecoder", "atob", "btoa"}, script: scriptOf("encoding")},
	{name: "buffer", globals: []string{"Buffer"}, script: scriptOf("buffer")},
	{name: "clone", globals: []string{"structuredClone"}, script: scriptOf("clone")},
	{name: "crypto", globals: []string{"crypto"}, script: scriptOf("crypto")},
	{name: "urlparser"},
	{name: "url", globals: []string{"URL"}, classes: true},
	{name: "searchparams", globals: []string{"URLSearchParams"}, script: scriptOf("searchparams")},
	{name: "exception", globals: []string{"DOMException"}, script: scriptOf("exception")},
	{name: "event", globals: []string{"Event"}, script: scriptOf("event")},
	{name: "eventtarget", globals: []string{"EventTarget"}, classes: true},
	{name: "abort", globals: []string{"AbortController", "AbortSignal"}, classes: true},
	{name: "headers", globals: []string{"Headers"}, classes: true},
	{name: "pairs", script: scriptOf("pairs")},
	{name: "body", script: scriptOf("body")},
	{name: "request", globals: []string{"Request"}, script: scriptOf("request")},
	{name: "response", globals: []string{"Response"}, classes: true},
	{name: "fetch", globals: []string{"fetch"}},
}

// native makes what Go does for a module: all of it, or the functions that its
// script is given.
func (r *realm) native(module string) *goja.Object {
	switch module {
	case "timers":
		return r.timersModule()
	case "console":
		return r.consoleModule()
	case "promises":
		return r.module("timers")
	case "table":
		return r.module("inspect")
	case "event":
		return r.eventModule()
	case "process":
		return r.processModule()
	case "body":
		return r.bodyModule()
	case "request":
		return r.requestModule()
	case "encoding", "buffer":
		return r.encodingModule()
	case "crypto":
		return r.cryptoModule()
	case "urlparser":
		return r.urlModule()
	case "fetch":
		return r.globalFunctions(map[string]func(goja.FunctionCall) goja.Value{"fetch": r.fetch})
	default:
		return r.functions(nil)
	}
}

// class returns the class of that name, made at most once.
func (r *realm) class(name string) *class {
	if made := r.classes[name]; made != nil {
		return made
	}
	made := r.newClassOf(name)
	r.classes[name] = made
	return made
}

func (r *realm) newClassOf(name string) *class {
	switch name {
	case "URL":
		return r.urlClass()
	case "EventTarget":
		return r.eventTargetClass()
	case "AbortController":
		return r.controllerClass()
	case "AbortSignal":
		return r.signalClass()
	case "Headers":
		return r.headersClass()
	case "Response":
		return r.responseClass()
	default:
		panic(fmt.Sprintf("there is no class %q", name))
	}
}

// classModule is a module whose members are classes.
type classModule struct {
	opaque
	realm *realm
}

// Get implements [goja.DynamicObject].
func (m classModule) Get(name string) goja.Value { return m.realm.class(name).new() }

// script is a file of js/, compiled when it is first needed and shared by all
// realms. Its value is a function that is given the module's native part and
// returns the module.
type script struct {
	name    string
	compile func() *goja.Program
}

func scriptOf(name string) *script {
	file := "js/" + name + ".js"
	return &script{name: name, compile: sync.OnceValue(func() *goja.Program {
		code, err := scripts.ReadFile(file)
		if err != nil {
			panic(fmt.Sprintf("the host script %s is not embedded: %v", file, err))
		}
		return goja.MustCompile("harness:"+name, string(code), true)
	})}
}

// lazyGlobals is the prototype of the global object. It makes a host object
// when its name is first looked up, and puts it onto the global object, where
// it can be assigned and deleted like any other.
type lazyGlobals struct{ realm *realm }

var _ goja.DynamicObject = lazyGlobals{}

// Get implements [goja.DynamicObject].
func (g lazyGlobals) Get(name string) goja.Value {
	module := moduleOfGlobal(name)
	if module == nil {
		return nil
	}
	var value goja.Value
	if module.classes {
		value = g.realm.class(name).new()
	} else {
		value = g.realm.module(module.name).Get(name)
	}
	must(g.realm.vm.GlobalObject().DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return value
}

// Has implements [goja.DynamicObject].
func (lazyGlobals) Has(name string) bool { return moduleOfGlobal(name) != nil }

// Set implements [goja.DynamicObject]: assignments go to the global object.
func (lazyGlobals) Set(string, goja.Value) bool { return false }

// Delete implements [goja.DynamicObject].
func (lazyGlobals) Delete(string) bool { return true }

// Keys implements [goja.DynamicObject].
func (lazyGlobals) Keys() []string { return nil }

func moduleOfGlobal(name string) *hostModule {
	for i := range hostModules {
		if slices.Contains(hostModules[i].globals, name) {
			return &hostModules[i]
		}
	}
	return nil
}

// defineGlobals makes the host objects known.
func (r *realm) defineGlobals() {
	global := r.vm.GlobalObject()
	must(global.Set("global", global))
	must(global.SetPrototype(r.vm.NewDynamicObject(lazyGlobals{r})))
	if r.engine.program.polyfilled {
		r.module("polyfill")
	}
}

// module returns the host module of that name, made at most once.
func (r *realm) module(name string) *goja.Object {
	if made := r.modules[name]; made != nil {
		return made
	}
	for i := range hostModules {
		if hostModules[i].name == name {
			made := r.make(&hostModules[i])
			r.modules[name] = made
			return made
		}
	}
	panic(fmt.Sprintf("there is no host module %q", name))
}

func (r *realm) make(m *hostModule) *goja.Object {
	if m.classes {
		return r.vm.NewDynamicObject(classModule{realm: r})
	}
	host := r.native(m.name)
	if m.script == nil {
		return host
	}
	function, err := r.vm.RunProgram(m.script.compile())
	must(err)
	body, _ := goja.AssertFunction(function)
	made, err := body(goja.Undefined(), host)
	must(err)
	return made.ToObject(r.vm)
}
