package fuzz

import (
	"math/rand/v2"

	"github.com/scimwright/scimwright/generator"
)

// Profiles draws Auth0 profiles around what mappings read: the fields that they name, and
// the words that they compare with, besides all that makes profiles differ. The same seed
// draws the same ones.
func Profiles(seed uint64, n int, around ...*generator.Checked) []map[string]any {
	p := &people{choices: &choices{random: rand.New(rand.NewPCG(seed, 0))}, documented: true}
	p.fields, p.words = readBy(around...)
	profiles := make([]map[string]any, n)
	for i := range profiles {
		who := p.born(i)
		p.change(who)
		profiles[i] = who.profile
		p.made = p.made[:0]
	}
	return profiles
}
