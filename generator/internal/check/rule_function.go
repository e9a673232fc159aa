package check

import "github.com/scimwright/scimwright/generator/expr"

// declare makes the environment of the mapping's expressions, with the tables and
// functions that it declares. A function cannot go by the name of one of CEL's.
func (c *checker) declare() {
	if f := c.mapping.Functions; f != nil {
		for _, e := range f.Exports {
			if expr.IsFunction(e.Name.Value) {
				c.report(functionTaken(e.Name))
			}
		}
	}
	var err error
	if c.names, err = expr.NewEnvironment(expr.DeclarationsOf(c.mapping)); err != nil {
		panic("check: " + err.Error()) // the parser lets no such names pass
	}
}
