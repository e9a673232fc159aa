package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
)

// opposites are the operators of Go, and what is mistaken for them.
var opposites = map[token.Token]string{
	token.EQL: "!=", token.NEQ: "==", token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">",
	token.LAND: "||", token.LOR: "&&", token.ADD: "-", token.SUB: "+", token.MUL: "/",
}

// goMutants finds the places where mistakes can be made in a file of Go.
func goMutants(path, source string) ([]mutant, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	offset := func(p token.Pos) int { return files.Position(p).Offset }
	var all []mutant
	add := func(p token.Pos, from, to, operator string) {
		all = append(all, mutant{at: offset(p), from: from, to: to, operator: operator})
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.StructType:
			return false
		case *ast.BinaryExpr:
			if to, ok := opposites[n.Op]; ok {
				add(n.OpPos, n.Op.String(), to, "operator")
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				add(n.OpPos, "!", "", "negation")
			}
		case *ast.IfStmt:
			add(n.Cond.Pos(), "", "!true && ", "condition")
			add(n.Cond.Pos(), "", "true || ", "condition")
		case *ast.Ident:
			if n.Name == "true" || n.Name == "false" {
				add(n.Pos(), n.Name, map[string]string{"true": "false", "false": "true"}[n.Name], "boolean")
			}
		case *ast.BasicLit:
			addLiteral(n, add)
		case *ast.BranchStmt:
			if n.Tok == token.CONTINUE && n.Label == nil {
				add(n.Pos(), "continue", "", "continue")
			}
		}
		return true
	})
	return all, nil
}

func addLiteral(n *ast.BasicLit, add func(token.Pos, string, string, string)) {
	switch n.Kind {
	case token.INT:
		if value, err := strconv.Atoi(n.Value); err == nil && value > 0 {
			add(n.Pos(), n.Value, strconv.Itoa(value+1), "number")
		}
	case token.STRING:
		if text.MatchString(n.Value) && len(n.Value) > 4 {
			add(n.Pos(), n.Value, `"`+n.Value[2:], "text")
		}
	}
}
