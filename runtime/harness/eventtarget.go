package harness

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// eventTargetMembers are those of EventTarget (DOM standard, section 2.7),
// which has no tree and no phases here.
var eventTargetMembers = []member{
	{name: "addEventListener", length: 3}, {name: "removeEventListener", length: 2}, {name: "dispatchEvent", length: 1},
}

// eventTarget is the state of what has listeners.
type eventTarget interface{ listening() *listeners }

// listeners are those of one target, in the order in which they came.
type listeners struct{ list []listener }

func (l *listeners) listening() *listeners { return l }

type listener struct {
	kind   string // of event
	object *goja.Object
	once   bool
}

// eventTargetClass makes EventTarget.
func (r *realm) eventTargetClass() *class {
	return r.newClass(&class{name: "EventTarget", members: eventTargetMembers, does: behaviour{
		construct: func(call goja.ConstructorCall) { r.keep(call.This, &listeners{}) },
		call: func(name string, call goja.FunctionCall) goja.Value {
			target := mustState[eventTarget](r, call.This).listening()
			switch name {
			case "addEventListener":
				r.addListener(call, target)
			case "removeEventListener":
				object, _ := call.Argument(1).(*goja.Object)
				target.remove(r.text(call.Argument(0)), object)
			default:
				return r.vm.ToValue(r.dispatch(call.This.ToObject(r.vm), target, call.Argument(0).ToObject(r.vm)))
			}
			return goja.Undefined()
		},
	}})
}

// addListener implements addEventListener(type, listener, options).
func (r *realm) addListener(call goja.FunctionCall, target *listeners) {
	given := call.Argument(1)
	if goja.IsUndefined(given) || goja.IsNull(given) {
		return
	}
	object, ok := given.(*goja.Object)
	if !ok {
		panic(r.codedTypeError("ERR_INVALID_ARG_TYPE", `The "listener" argument must be an instance of EventListener`))
	}
	kind, once := r.text(call.Argument(0)), false
	var signal *goja.Object
	if options, ok := call.Argument(2).(*goja.Object); ok {
		once = isTrue(options.Get("once"))
		signal, _ = options.Get("signal").(*goja.Object)
	}
	if signal != nil && isTrue(signal.Get("aborted")) {
		return
	}
	if target.has(kind, object) {
		return
	}
	target.list = append(target.list, listener{kind, object, once})
	if signal != nil {
		add := r.callable(signal.Get("addEventListener"))
		_, err := add(signal, r.vm.ToValue("abort"), r.vm.ToValue(func(goja.FunctionCall) goja.Value {
			target.remove(kind, object)
			return goja.Undefined()
		}))
		must(err)
	}
}

func isTrue(v goja.Value) bool { return v != nil && v.ToBoolean() }

func (l *listeners) has(kind string, object *goja.Object) bool {
	return slices.ContainsFunc(l.list, func(e listener) bool { return e.kind == kind && e.object == object })
}

func (l *listeners) remove(kind string, object *goja.Object) {
	l.list = slices.DeleteFunc(l.list, func(e listener) bool { return e.kind == kind && e.object == object })
}

// dispatch hands an event to all listeners of its kind. It tells whether none
// of them prevented the default.
func (r *realm) dispatch(this *goja.Object, target *listeners, event *goja.Object) bool {
	must(event.Set("target", this))
	must(event.Set("currentTarget", this))
	kind := event.Get("type").String()
	var list []listener
	if handler, ok := this.Get("on" + kind).(*goja.Object); ok {
		if _, callable := goja.AssertFunction(handler); callable {
			list = append(list, listener{kind, handler, false})
		}
	}
	for _, l := range target.list {
		if l.kind == kind {
			list = append(list, l)
		}
	}
	for _, l := range list {
		if l.once {
			target.remove(kind, l.object)
		}
		r.notify(this, l.object, event)
		if r.inJavaScript("event", "stopped", event).ToBoolean() {
			break
		}
	}
	must(event.Set("currentTarget", goja.Null()))
	return !isTrue(event.Get("defaultPrevented"))
}

// notify calls a listener. What it throws ends the run, as in Node.
func (r *realm) notify(this, object, event *goja.Object) {
	exception := r.vm.Try(func() {
		call, ok := goja.AssertFunction(object)
		receiver := this
		if !ok {
			receiver = object
			if call, ok = goja.AssertFunction(object.Get("handleEvent")); !ok {
				panic(r.vm.NewTypeError("handleEvent is not a function"))
			}
		}
		_, err := call(receiver, event)
		must(err)
	})
	if exception != nil {
		r.delivery.fail(r.failureOf(action.Thrown, exception.Value()))
	}
}
