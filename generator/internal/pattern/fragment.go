package pattern

import "regexp/syntax"

// longSource is the length from which on fragments are not looked for in the
// source: the search reads all that might be it.
const longSource = 150

// fragment returns what the author wrote for a part of the tree, or what means
// the same: the tree does not tell where its parts come from.
func (p *Pattern) fragment(part *syntax.Regexp) string {
	want := part.String()
	if len(p.source) > longSource {
		return want
	}
	for start := range p.source {
		for end := start + 1; end <= len(p.source); end++ {
			// Only a repetition is ever to blame.
			if last := p.source[end-1]; last != '*' && last != '+' && last != '?' && last != '}' {
				continue
			}
			tree, err := syntax.Parse(p.source[start:end], syntax.Perl)
			if err == nil && tree.String() == want {
				return p.source[start:end]
			}
		}
	}
	return want
}
