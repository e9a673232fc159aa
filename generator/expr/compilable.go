package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// uncompilable finds what is well typed CEL and still has no JavaScript that
// means the same.
func (t *tree) uncompilable(checked *ast.AST, in *inference) []Problem {
	c := compilability{tree: t, in: in, compared: map[int64]bool{}}
	for _, n := range in.timestamps {
		c.refuse(n, "a timestamp among values of other types is not available in an Action", "make it text first, by string(…)")
	}
	if root := unwrapped(in.typeOf(checked.Expr())); root.Kind() != types.TimestampKind && holds(root, types.TimestampKind) {
		c.refuse(checked.Expr(), "timestamps within a list or map cannot be sent", "make them text: .map(t, string(t))")
	}
	c.objects(checked.Expr())
	walk(checked.Expr(), c.visit)
	return c.problems
}

type compilability struct {
	tree     *tree
	in       *inference
	compared map[int64]bool // operands of == and !=, where types may stand
	problems []Problem
}

func (c *compilability) refuse(e ast.Expr, summary, help string) {
	c.problems = append(c.problems, c.tree.problem(e, summary, help))
}

// maxSafeInteger is 2^53-1: beyond, not every integer is a JavaScript number.
const maxSafeInteger = 1<<53 - 1

func (c *compilability) visit(e ast.Expr) {
	if c.in.kind(e) == types.TypeKind && !c.compared[e.ID()] {
		c.refuse(e, "a type as a value is not available in an Action", "types can be compared: type(user.user_metadata.x) == string")
	}
	switch e.Kind() {
	case ast.LiteralKind:
		c.literal(e)
	case ast.IdentKind:
		if strings.HasPrefix(e.AsIdent(), ".") {
			c.refuse(e, fmt.Sprintf("`%s` past a variable of the same name is not available in an Action", e.AsIdent()),
				"give the variable of the macro another name")
		}
	case ast.ListKind:
		c.noOptionals(e.AsList().Elements(), e.AsList().OptionalIndices())
	case ast.MapKind:
		c.mapLiteral(e)
	case ast.ComprehensionKind:
		c.macro(e)
	case ast.CallKind:
		c.call(e)
	}
}

func (c *compilability) literal(e ast.Expr) {
	const help = "write it as text, in quotes"
	const summary = "the integer is beyond ±9007199254740991, where JavaScript loses digits"
	switch v := e.AsLiteral().Value().(type) {
	case []byte:
		c.refuse(e, "bytes are not available in an Action", "text is in quotes, without a b before them")
	case int64:
		if v > maxSafeInteger || v < -maxSafeInteger {
			c.refuse(e, summary, help)
		}
	case uint64:
		if v > maxSafeInteger {
			c.refuse(e, summary, help)
		}
	}
}

// mapLiteral refuses keys that JSON does not have.
func (c *compilability) mapLiteral(e ast.Expr) {
	seen := map[string]bool{}
	var values []ast.Expr
	for _, entry := range e.AsMap().Entries() {
		key := entry.AsMapEntry().Key()
		if c.in.kind(key) != types.StringKind {
			c.refuse(key, "the key of a map has to be text", "JSON has no other keys; write it in quotes, or as string(…)")
		}
		if name, ok := Text(key); ok {
			if seen[name] {
				c.refuse(key, fmt.Sprintf("the key %q is there twice", name), "remove one of the two")
			}
			seen[name] = true
		}
		if !entry.AsMapEntry().IsOptional() {
			values = append(values, entry.AsMapEntry().Value())
		}
	}
	c.noOptionals(values, nil)
}

func (c *compilability) macro(e ast.Expr) {
	m, ok := MacroOf(e)
	if !ok {
		c.refuse(e, "this loop is not available in an Action", "available are all, exists, exists_one, map and filter")
		return
	}
	switch m.Name {
	case "optMap":
		c.wantOptional(m.Range, m.Name)
		c.noOptionals(m.children(), []int32{0})
	case "optFlatMap":
		c.wantOptional(m.Range, m.Name)
		c.wantOptional(m.Result, m.Name)
		c.noOptionals(m.children(), []int32{0, 1})
	default:
		c.noOptionals(m.children(), nil)
	}
}

func (c *compilability) call(e ast.Expr) {
	call := e.AsCall()
	operands := Operands(call)
	switch name := call.FunctionName(); name {
	case operators.Equals, operators.NotEquals:
		c.whole(operands)
		if (c.in.kind(operands[0]) == types.TypeKind) != (c.in.kind(operands[1]) == types.TypeKind) {
			c.refuse(e, "a type is compared to what is no type for certain", "compare the types of both: type(user.user_metadata.x) == string")
		}
		for _, operand := range operands {
			if isTypeOf(operand) {
				c.unambiguous(operand.AsCall().Args()[0], "type")
				c.whole(operand.AsCall().Args())
			}
			c.compared[operand.ID()] = isTypeOf(operand) || operand.Kind() == ast.IdentKind
		}
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
		c.arithmetic(e, operands)
	case operators.In, "distinct", "optional.ofNonZeroValue":
		c.whole(operands)
	case "sort":
		c.unambiguousItems(operands[0])
	case "string", "timestamp":
		c.unambiguous(operands[0], name)
	case operators.Conditional:
		if c.optional(operands[1]) != c.optional(operands[2]) {
			c.refuse(e, "one branch of `?:` is an optional and the other is not", "wrap the other one in optional.of(…)")
		}
		return
	case operators.Index, operators.OptIndex, operators.OptSelect:
		c.noOptionals(operands[1:], nil)
		return
	case "or", "hasValue", "value", "orValue":
		c.wantOptional(operands[0], name)
		if name == "or" {
			c.wantOptional(operands[1], name)
		}
		c.noOptionals([]ast.Expr{e}, []int32{0})
		if name == "orValue" {
			c.noOptionals(operands[1:], nil)
		}
		return
	case "matches":
		c.pattern(operands[1])
	default:
		if getters[name] {
			c.zone(operands)
		}
	}
	if from, ok := intParameters[call.FunctionName()]; ok {
		c.ints(call, operands, from)
	}
	if c.tree.env.isDeclared(call.FunctionName()) {
		c.whole(operands)
	}
	for i, p := range c.tree.env.functions[call.FunctionName()].Params {
		if p.Kind() == types.IntKind {
			c.ints(call, operands[:i+1], i)
		}
	}
	c.noOptionals(operands, nil)
}

// intParameters are the functions that take ints, and which operand is the first.
var intParameters = map[string]int{
	"charAt": 1, "flatten": 1, "indexOf": 2, "lastIndexOf": 2, "replace": 3, "slice": 1, "split": 2, "substring": 1,
}

// ints refuses operands from the given one on that are no ints for certain: a
// number of metadata is a double, for which there is no overload.
func (c *compilability) ints(call ast.CallExpr, operands []ast.Expr, from int) {
	for _, operand := range operands[min(from, len(operands)):] {
		if c.in.kind(operand) != types.IntKind {
			c.refuse(operand, fmt.Sprintf("`%s` takes an int here, which a value of unknown type never is", spelling(call.FunctionName())),
				"numbers of metadata are doubles; write the number itself, or int(…)")
		}
	}
}

// unambiguous refuses a value that may be an int or a double where that makes
// a difference: in JavaScript both are numbers.
func (c *compilability) unambiguous(operand ast.Expr, function string) {
	if f := c.in.of(operand); f.typ.Kind() == types.DynKind && f.ints {
		c.refuse(operand, fmt.Sprintf("`%s` of a value that may be an int or a double is not available in an Action", spelling(function)),
			"numbers of metadata are doubles: write other numbers as 1.0 rather than 1, or convert by int(…) or double(…)")
	}
}

// unambiguousItems does so for the items of a list: those that are sorted must be
// of one type.
func (c *compilability) unambiguousItems(list ast.Expr) {
	f := c.in.of(list)
	if listOf(f, 1).typ.Kind() == types.DynKind && f.ints {
		c.refuse(list, "to sort a list of several types never works", "write all of its numbers as 1.0 rather than 1, or convert them: .map(n, double(n))")
	}
}

func isTypeOf(e ast.Expr) bool {
	return e.Kind() == ast.CallKind && e.AsCall().FunctionName() == "type"
}
