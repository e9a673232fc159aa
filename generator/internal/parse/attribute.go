package parse

import (
	"regexp"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
)

// attributeForm is the path of an attribute that has one value: its name, behind
// the URN of its extension where it is of one (RFC 7644 section 3.10).
var attributeForm = regexp.MustCompile(`^(?:[uU][rR][nN]:[^\s"\[\]]+:)?[A-Za-z][\w$-]*$`)

// attributePath returns a reader of the path of an attribute. Null, as the
// reference of the language has it, is none.
func (p *parser) attributePath(target *mapping.String) setting {
	return reader(KindAttribute, func(n *yaml.Node, at place) {
		if n.Kind == yaml.ScalarNode && n.Style == 0 && n.Tag == "!!null" && n.Value != "" {
			return
		}
		s, ok := p.text(n, at)
		if !ok {
			return
		}
		if !attributeForm.MatchString(s.Value) {
			p.report(badAttributePath(s, at.path))
			return
		}
		*target = s
	})
}
