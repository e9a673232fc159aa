package harness

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// What a failure keeps of what was thrown. An Action may throw anything.
const (
	maxCauses  = 8
	maxFrames  = 20
	maxMessage = 8 * 1024 // bytes
)

// failureOfError turns an error that came out of the runtime into a failure.
func (r *realm) failureOfError(err error) *action.Failure {
	var overflow *goja.StackOverflowError
	var interrupted *goja.InterruptedError
	var exception *goja.Exception
	switch {
	case errors.As(err, &overflow):
		return &action.Failure{Kind: action.Thrown, Name: "RangeError", Message: "Maximum call stack size exceeded",
			Stack: r.frames(overflow.Stack())}
	case errors.As(err, &interrupted):
		return &action.Failure{Kind: action.CPU, Name: "Error", Message: "interrupted", Stack: r.frames(interrupted.Stack())}
	case errors.As(err, &exception):
		f := r.failureOf(action.Thrown, exception.Value())
		if len(f.Stack) == 0 {
			f.Stack = r.frames(exception.Stack())
		}
		return f
	default:
		return &action.Failure{Kind: action.Thrown, Name: "Error", Message: err.Error()}
	}
}

// failureOf turns a thrown value into a failure.
func (r *realm) failureOf(kind action.FailureKind, thrown goja.Value) *action.Failure {
	return r.failureWithin(kind, thrown, nil)
}

// failureWithin turns the cause of the errors above into a failure.
func (r *realm) failureWithin(kind action.FailureKind, thrown goja.Value, above []*goja.Object) *action.Failure {
	f := &action.Failure{Kind: kind}
	o, ok := thrown.(*goja.Object)
	if !ok {
		f.Message = "threw " + r.describe(thrown)
		return f
	}
	read := reader{r.vm, o}
	stack := read.text("stack")
	f.Name, f.Message = read.text("name"), read.text("message")
	if f.Name == "" && f.Message == "" && stack == "" {
		f.Message = "threw an object that is no Error: " + r.describe(thrown)
	} else if f.Name == "" {
		f.Name = "Error"
	}
	f.Stack = r.parseStack(stack)
	f.Status = read.number("status")
	f.SCIMType, f.Detail = read.text("scimType"), read.text("detail")
	f.Method, f.Path = read.text("method"), read.text("path")
	above = append(above, o)
	if cause := read.get("cause"); isCause(cause, above) {
		f.Cause = r.failureWithin(action.Thrown, cause, above)
	}
	return f
}

// isCause tells whether a cause property is to be told of: chains of causes
// may be long, or circular.
func isCause(cause goja.Value, above []*goja.Object) bool {
	if cause == nil || goja.IsUndefined(cause) || goja.IsNull(cause) || len(above) > maxCauses {
		return false
	}
	o, ok := cause.(*goja.Object)
	return !ok || !slices.Contains(above, o)
}

// describe shows a thrown value that is no Error.
func (r *realm) describe(v goja.Value) string {
	text := "a value that cannot be shown"
	if exception := r.vm.Try(func() {
		if s, ok := v.(goja.String); ok {
			text = strconv.Quote(s.String())
			return
		}
		inspect, _ := goja.AssertFunction(r.module("inspect").Get("inspect"))
		if shown, err := inspect(goja.Undefined(), v); err == nil {
			text = shown.String()
		}
	}); exception != nil {
		return "a value that cannot be shown"
	}
	return cut(text)
}

// reader reads properties of an object of the Action, whose getters may throw.
type reader struct {
	vm     *goja.Runtime
	object *goja.Object
}

func (r reader) get(name string) goja.Value {
	var value goja.Value
	if exception := r.vm.Try(func() { value = r.object.Get(name) }); exception != nil {
		return nil
	}
	return value
}

func (r reader) text(name string) string {
	if s, ok := r.get(name).(goja.String); ok {
		return cut(s.String())
	}
	return ""
}

func (r reader) number(name string) int {
	if v := r.get(name); v != nil && goja.IsNumber(v) {
		return int(v.ToInteger())
	}
	return 0
}

func cut(s string) string {
	if len(s) <= maxMessage {
		return s
	}
	return strings.ToValidUTF8(s[:maxMessage], "") + "…"
}

// frames turns goja's stack into ours.
func (r *realm) frames(stack []goja.StackFrame) []action.Frame {
	var frames []action.Frame
	for _, f := range stack {
		position := f.Position()
		if position.Line == 0 {
			continue
		}
		function := f.FuncName()
		if function == "<anonymous>" {
			function = ""
		}
		frames = r.addFrame(frames, action.Frame{Function: function, File: position.Filename,
			Line: position.Line, Column: position.Column})
	}
	return frames
}

// parseStack reads the stack property of an error, as goja writes it:
//
//	Error: text
//		at function (file:line:column(instruction))
//		at file:line:column(instruction)
func (r *realm) parseStack(stack string) []action.Frame {
	var frames []action.Frame
	for line := range strings.Lines(stack) {
		place, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "\tat ")
		if !ok {
			continue
		}
		var frame action.Frame
		if name, rest, ok := strings.Cut(place, " ("); ok {
			frame.Function, place = name, strings.TrimSuffix(rest, ")")
		}
		if at := strings.LastIndexByte(place, '('); at >= 0 {
			place = place[:at]
		}
		if !splitPlace(place, &frame) {
			continue
		}
		frames = r.addFrame(frames, frame)
	}
	return frames
}

// splitPlace reads file:line:column.
func splitPlace(place string, f *action.Frame) bool {
	last := strings.LastIndexByte(place, ':')
	if last < 0 {
		return false
	}
	middle := strings.LastIndexByte(place[:last], ':')
	if middle < 0 {
		return false
	}
	line, err1 := strconv.Atoi(place[middle+1 : last])
	column, err2 := strconv.Atoi(place[last+1:])
	f.File, f.Line, f.Column = place[:middle], line, column
	return err1 == nil && err2 == nil
}

// addFrame appends a frame by its place in the sources, less those of the host
// objects, which tell a reader nothing about the Action.
func (r *realm) addFrame(frames []action.Frame, f action.Frame) []action.Frame {
	if len(frames) >= maxFrames || strings.HasPrefix(f.File, "harness:") {
		return frames
	}
	return append(frames, r.engine.program.places.original(f))
}
