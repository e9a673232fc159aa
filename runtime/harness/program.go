package harness

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// Program is a compiled Action file. It is immutable and may be shared by any
// number of engines, concurrently.
type Program struct {
	name     string
	compiled *goja.Program
	places   *places

	// polyfilled tells that the file names something that js/polyfill.js adds
	// to the language. It takes long to load compared with all else.
	polyfilled bool
}

// polyfills matches the names that js/polyfill.js defines.
var polyfills = regexp.MustCompile(
	`\b(asyncIterator|withResolvers|groupBy|isWellFormed|toWellFormed|fromAsync|captureStackTrace)\b`)

// Name returns the name that the program was compiled under.
func (p *Program) Name() string { return p.name }

// A CompileOption changes what [Compile] does.
type CompileOption func(*compilation)

type compilation struct {
	sourceMap []byte
}

// WithSourceMap gives the file's source map (version 3, as JSON), so that the
// stacks of failures name the sources it was made from. Without it, a map that
// the file itself holds as a data: URL is used; no other file is ever read.
func WithSourceMap(json []byte) CompileOption {
	return func(c *compilation) { c.sourceMap = json }
}

// SyntaxError tells why a file cannot be compiled.
type SyntaxError struct {
	File    string
	Line    int // from 1; 0 when unknown
	Column  int // from 1
	Message string
	Fix     string // what to do about it; may be ""
}

// Error implements error.
func (e *SyntaxError) Error() string {
	text := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	if e.Fix != "" {
		text += " (" + e.Fix + ")"
	}
	return text
}

// A file is the body of a function, as in Node's CommonJS. The opening stands
// on the file's first line so that line numbers stay what they are.
const (
	opening = "(function (exports, require, module, __filename, __dirname) {"
	closing = "\n})"
)

// Compile compiles an Action file; name is what positions in it are told by.
// The error is a [*SyntaxError] when the file is at fault.
func Compile(name string, code []byte, options ...CompileOption) (*Program, error) {
	var c compilation
	for _, option := range options {
		option(&c)
	}
	places, err := newPlaces(name, code, c.sourceMap)
	if err != nil {
		return nil, err
	}
	code = bytes.TrimPrefix(code, []byte("\uFEFF"))
	if bytes.HasPrefix(code, []byte("#!")) {
		code = append([]byte("//"), code[2:]...)
	}
	tree, err := parser.ParseFile(nil, name, opening+string(code)+closing, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, syntaxError(name, code, err)
	}
	if !isOneFunction(tree) {
		return nil, &SyntaxError{File: name, Line: 1, Column: 1, Message: "Unexpected token '}'",
			Fix: "the braces of the file do not match"}
	}
	if at, err := expandProperties(tree); err != nil {
		position := tree.File.Position(at - 1)
		out := &SyntaxError{File: name, Line: position.Line, Column: position.Column, Message: err.Error(),
			Fix: "use a general category, like \\p{L}, or character ranges"}
		if out.Line == 1 {
			out.Column = max(out.Column-len(opening), 1)
		}
		return nil, out
	}
	compiled, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, syntaxError(name, code, err)
	}
	return &Program{name: name, compiled: compiled, places: places, polyfilled: polyfills.Match(code)}, nil
}

// isOneFunction tells whether the wrapped file is still one function: a stray
// "})" in it would end the wrapper early.
func isOneFunction(tree *ast.Program) bool {
	if len(tree.Body) != 1 {
		return false
	}
	statement, ok := tree.Body[0].(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	_, ok = statement.Expression.(*ast.FunctionLiteral)
	return ok
}

// syntaxError turns an error of goja's parser or compiler into ours.
func syntaxError(name string, code []byte, err error) error {
	out := &SyntaxError{File: name, Message: err.Error()}
	var list parser.ErrorList
	var compiler *goja.CompilerSyntaxError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		out.Message = list[0].Message
		out.Line, out.Column = list[0].Position.Line, list[0].Position.Column
	case errors.As(err, &compiler):
		out.Message = compiler.Message
		if compiler.File != nil {
			position := compiler.File.Position(compiler.Offset)
			out.Line, out.Column = position.Line, position.Column
		}
	}
	if out.Line == 1 {
		out.Column = max(out.Column-len(opening), 1)
	}
	if lines := bytes.Split(code, []byte("\n")); out.Line > len(lines) {
		// The wrapper's closing brace: something in the file is still open.
		out.Line, out.Column = len(lines), len(lines[len(lines)-1])+1
		out.Message, out.Fix = "Unexpected end of input", "a brace, bracket or parenthesis is not closed"
	}
	explain(out)
	return out
}

// unsupported lists what goja refuses and Node does not, by its message.
var unsupported = []struct{ message, feature, fix string }{
	{"Unexpected token await", "`for await` is not supported by the harness", "use for…of with await inside the loop"},
	{"Async generators", "async generators are not supported by the harness", "collect the values in an array"},
	{"Unexpected token import", "import is not supported in an Action", "Actions are CommonJS: there is require only"},
	{"Unexpected token export", "export is not supported in an Action", "write exports.onExecuteEventStream = …"},
	{"Unexpected reserved word", "import and export are not supported in an Action", "write exports.onExecuteEventStream = …"},
	{"RegExp constructor 'v'", "the v flag of regular expressions is not supported by the harness", "use the u flag"},
	{"RegExp constructor 'd'", "the d flag of regular expressions is not supported by the harness", "use the index of the match"},
}

// explain puts a missing feature's name in place of the parser's surprise.
func explain(e *SyntaxError) {
	for _, u := range unsupported {
		if strings.Contains(e.Message, u.message) {
			e.Message, e.Fix = u.feature, u.fix
			return
		}
	}
}
