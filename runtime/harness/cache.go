package harness

import (
	"time"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// apiObject returns the api argument of onExecuteEventStream, which holds
// nothing but api.cache.
func (r *realm) apiObject() *goja.Object {
	if r.cache == nil {
		r.cache = r.newClass(&class{members: cacheMembers, does: behaviour{call: r.callCache}}).prototype
	}
	api := r.vm.NewObject()
	must(api.Set("cache", r.cache))
	return api
}

var cacheMembers = []member{{name: "get"}, {name: "set"}, {name: "delete"}}

// callCache calls a method of api.cache.
func (r *realm) callCache(name string, call goja.FunctionCall) goja.Value {
	switch name {
	case "get":
		return r.cacheGet(call)
	case "set":
		return r.cacheSet(call)
	default:
		return r.cacheDelete(call)
	}
}

func (r *realm) cacheGet(call goja.FunctionCall) goja.Value {
	key := call.Argument(0).String()
	record, hit := r.engine.options.Cache.Get(r.now(), key)
	r.noteCache(action.CacheOperation{Kind: "get", Key: key, Hit: hit})
	if !hit {
		return goja.Undefined()
	}
	return r.cacheRecord(record)
}

func (r *realm) cacheSet(call goja.FunctionCall) goja.Value {
	key := call.Argument(0).String()
	value, ok := call.Argument(1).(goja.String)
	if !ok {
		panic(r.vm.NewTypeError("api.cache.set: the value must be a string; use JSON.stringify for other values"))
	}
	op := action.CacheOperation{Kind: "set", Key: key, Value: value.String()}
	record, err := r.engine.options.Cache.Set(r.now(), key, op.Value, r.lifetime(call.Argument(2)))
	result := r.cacheResult(&op, err)
	if err == nil {
		must(result.Set("record", r.cacheRecord(record)))
	}
	return result
}

func (r *realm) cacheDelete(call goja.FunctionCall) goja.Value {
	key := call.Argument(0).String()
	op := action.CacheOperation{Kind: "delete", Key: key}
	return r.cacheResult(&op, r.engine.options.Cache.Delete(r.now(), key))
}

// cacheResult returns what Auth0 calls a CacheWriteResult, and records op.
func (r *realm) cacheResult(op *action.CacheOperation, err error) *goja.Object {
	result := r.vm.NewObject()
	if err == nil {
		must(result.Set("type", "success"))
	} else {
		op.Error, _ = err.(action.CacheError)
		must(result.Set("type", "error"))
		must(result.Set("code", string(op.Error)))
	}
	r.noteCache(*op)
	return result
}

func (r *realm) noteCache(op action.CacheOperation) {
	d := r.delivery
	d.transcript.Cache = append(d.transcript.Cache, op)
}

func (r *realm) cacheRecord(record action.CacheRecord) *goja.Object {
	o := r.vm.NewObject()
	must(o.Set("value", record.Value))
	must(o.Set("expires_at", record.Expires.UnixMilli()))
	return o
}

// lifetime reads the options of api.cache.set.
func (r *realm) lifetime(options goja.Value) action.Lifetime {
	o, ok := options.(*goja.Object)
	if !ok {
		return action.Lifetime{}
	}
	milliseconds := func(name string) *float64 {
		v := o.Get(name)
		if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
			return nil
		}
		ms := v.ToFloat()
		return &ms
	}
	return action.Lifetime{TTL: milliseconds("ttl"), ExpiresAt: milliseconds("expires_at")}
}

// now returns the time of the engine's clock.
func (r *realm) now() time.Time { return r.engine.options.Clock.Now() }
