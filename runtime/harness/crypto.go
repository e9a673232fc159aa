package harness

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"hash"

	"github.com/dop251/goja"
)

// hashes are what createHash and createHmac of Node's crypto know here.
var hashes = map[string]func() hash.Hash{
	"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New,
}

// cryptoModule gives js/crypto.js random numbers, which come from the engine's
// seed so that a run can be repeated, and digests.
func (r *realm) cryptoModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"random":     r.randomBytes,
		"randomUUID": r.randomUUID,
		"knows": func(call goja.FunctionCall) goja.Value {
			_, ok := hashes[call.Argument(0).String()]
			return r.vm.ToValue(ok)
		},
		"digest": r.digest,
	})
}

// randomBytes(n) returns an ArrayBuffer of n bytes.
func (r *realm) randomBytes(call goja.FunctionCall) goja.Value {
	b := make([]byte, call.Argument(0).ToInteger())
	r.fillRandom(b)
	return r.vm.ToValue(r.vm.NewArrayBuffer(b))
}

func (r *realm) fillRandom(b []byte) {
	for i := range b {
		b[i] = byte(r.engine.random.Uint32())
	}
}

// randomUUID returns a UUID of version 4 (RFC 9562 section 5.4).
func (r *realm) randomUUID(goja.FunctionCall) goja.Value {
	var b [16]byte
	r.fillRandom(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return r.vm.ToValue(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]))
}

// digest(algorithm, key, bytes) returns the hash of bytes, or their HMAC when
// there is a key.
func (r *realm) digest(call goja.FunctionCall) goja.Value {
	make, ok := hashes[call.Argument(0).String()]
	if !ok {
		panic(r.vm.NewTypeError("Digest method not supported"))
	}
	h := make()
	if key := call.Argument(1); !goja.IsUndefined(key) {
		h = hmac.New(make, bytesOf(key))
	}
	h.Write(bytesOf(call.Argument(2)))
	return r.vm.ToValue(r.vm.NewArrayBuffer(h.Sum(nil)))
}
