package reference

import (
	"fmt"
	"strconv"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// builder turns the tree of a mapping into one that can be evaluated, and notes which
// declared fields its expressions read.
type builder struct {
	env   *cel.Env
	table expr.Table
	read  map[string]map[string]bool // fields, by object type

	observed *observed // nil where nobody looks on
}

// user is the whole of a mapping's `user:`. What stands under a URN is named in
// messages as if it stood at the top.
func (b *builder) user(o *mapping.Object) (*object, error) {
	user := &object{}
	for _, a := range o.Attributes {
		path := a.Name.Value
		if mapping.IsURN(path) {
			path = ""
		}
		made, err := b.node(a.Value, path, false)
		if err != nil {
			return nil, err
		}
		user.attributes = append(user.attributes, attribute{a.Name.Value, made})
	}
	return user, nil
}

func (b *builder) node(v mapping.Value, path string, item bool) (node, error) {
	switch v := v.(type) {
	case *mapping.Literal:
		if n, ok := v.Value.(int64); ok {
			return literal{float64(n)}, nil
		}
		return literal{filled(v.Value)}, nil
	case *mapping.Hole:
		return b.hole(v.Expression, path)
	case *mapping.Text:
		return b.text(v, path)
	case *mapping.Object:
		return b.object(v, path, item)
	case *mapping.List:
		return b.list(v, path)
	}
	return nil, fmt.Errorf("the mapping tree has a %T, which nothing is known of", v)
}

func (b *builder) object(o *mapping.Object, path string, item bool) (node, error) {
	made := &object{item: item}
	for _, a := range o.Attributes {
		below := a.Name.Value
		if path != "" {
			below = path + "." + below
		}
		value, err := b.node(a.Value, below, false)
		if err != nil {
			return nil, err
		}
		made.attributes = append(made.attributes, attribute{a.Name.Value, value})
		made.holes = made.holes || value.hasHole()
	}
	return made, nil
}

func (b *builder) list(l *mapping.List, path string) (node, error) {
	made := &list{}
	for i, v := range l.Items {
		item, err := b.node(v, path+"["+strconv.Itoa(i)+"]", true)
		if err != nil {
			return nil, err
		}
		made.items = append(made.items, item)
		made.holes = made.holes || item.hasHole()
	}
	return made, nil
}

func (b *builder) text(t *mapping.Text, path string) (node, error) {
	made := &text{}
	for _, p := range t.Parts {
		part := textPart{literal: p.Literal}
		if p.Expression != nil {
			var err error
			if part.hole, err = b.hole(p.Expression, path); err != nil {
				return nil, err
			}
		}
		made.parts = append(made.parts, part)
	}
	return made, nil
}

func (b *builder) hole(e *mapping.Expression, path string) (*hole, error) {
	checked := b.table[e]
	if checked == nil {
		return nil, fmt.Errorf("the expression ${%s} is not checked", e.Source)
	}
	options := []cel.ProgramOption{ActionValues()}
	if b.observed != nil {
		options = append(options, b.observed.watch(checked))
	}
	program, err := b.env.PlanProgram(checked.AST, options...)
	if err != nil {
		return nil, fmt.Errorf("the expression ${%s} cannot be evaluated: %w", e.Source, err)
	}
	b.note(checked)
	return &hole{expression: e, path: path, program: program, observed: b.observed}, nil
}

// note notes the declared fields that an expression reads.
func (b *builder) note(checked *expr.Checked) {
	selected := func(operand ast.Expr, name string) {
		t := checked.TypeOf(operand)
		if expr.IsOptional(t) {
			t = t.Parameters()[0]
		}
		if fields := b.read[t.TypeName()]; fields != nil {
			fields[name] = true
		}
	}
	expr.Walk(checked.AST.Expr(), func(e ast.Expr) {
		switch e.Kind() {
		case ast.SelectKind:
			selected(e.AsSelect().Operand(), e.AsSelect().FieldName())
		case ast.CallKind:
			if call := e.AsCall(); call.FunctionName() == operators.OptSelect {
				if name, ok := call.Args()[1].AsLiteral().Value().(string); ok {
					selected(call.Args()[0], name)
				}
			}
		}
	})
}
