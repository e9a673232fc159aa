package mockscim

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// SequentialIDs returns a source of the identifiers "1", "2", "3" and so on.
func SequentialIDs() func() string {
	n := 0
	return func() string {
		n++
		return strconv.Itoa(n)
	}
}

// RandomIDs returns a source of identifiers in the form of random UUIDs
// (version 4). The same seed gives the same sequence.
func RandomIDs(seed uint64) func() string {
	random := rand.New(rand.NewPCG(seed, 0))
	return func() string {
		high, low := random.Uint64(), random.Uint64()
		high = high&^0xf000 | 0x4000     // version 4
		low = low&^(0b11<<62) | 0b10<<62 // variant of RFC 9562
		return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x",
			high>>32, high>>16&0xffff, high&0xffff, low>>48, low&0xffffffffffff)
	}
}
