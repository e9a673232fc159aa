package harness

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"
)

// console is what an Action logs by. Every method that prints records a line.
type console struct {
	realm  *realm
	indent string // of the groups that are open
	counts map[string]int
	timers map[string]time.Time
}

// consoleMembers are the methods of console, those that most Actions use first.
var consoleMembers = []member{
	{name: "log"}, {name: "warn"}, {name: "dir"}, {name: "info"}, {name: "error"}, {name: "debug"}, {name: "trace"},
	{name: "assert"}, {name: "count"}, {name: "countReset"}, {name: "group"}, {name: "groupCollapsed"}, {name: "groupEnd"},
	{name: "dirxml"}, {name: "table"}, {name: "time"}, {name: "timeLog"}, {name: "timeEnd"},
}

// consoleModule makes console.
func (r *realm) consoleModule() *goja.Object {
	c := &console{realm: r, counts: map[string]int{}, timers: map[string]time.Time{}}
	object := r.newClass(&class{members: consoleMembers, does: behaviour{
		call: func(name string, call goja.FunctionCall) goja.Value {
			c.call(name, call)
			return goja.Undefined()
		},
	}})
	module := r.vm.NewObject()
	must(module.Set("console", object.prototype))
	return module
}

func (c *console) call(name string, call goja.FunctionCall) {
	switch name {
	case "trace":
		c.print("error", call.Arguments)
	case "dir", "dirxml":
		c.print("log", call.Arguments)
	case "assert":
		c.assert(call)
	case "count":
		c.count(call)
	case "countReset":
		c.countReset(call)
	case "group", "groupCollapsed":
		c.group(call)
	case "groupEnd":
		c.groupEnd(call)
	case "table":
		c.table(call)
	case "time":
		c.time(call)
	case "timeLog":
		c.timeLog(call)
	case "timeEnd":
		c.timeEnd(call)
	default:
		c.print(name, call.Arguments)
	}
}

func (c *console) print(level string, values []goja.Value) {
	c.line(level, c.realm.format(values))
}

func (c *console) line(level, text string) {
	if c.indent != "" {
		text = c.indent + strings.ReplaceAll(text, "\n", "\n"+c.indent)
	}
	c.realm.delivery.log(level, text)
}

// assert warns where the condition does not hold. Like Node's, it makes text of
// what comes next, whatever that is.
func (c *console) assert(call goja.FunctionCall) {
	if call.Argument(0).ToBoolean() {
		return
	}
	message, rest := "Assertion failed", call.Arguments[min(len(call.Arguments), 1):]
	if len(rest) > 0 {
		message += ": " + rest[0].String()
		rest = rest[1:]
	}
	c.print("warn", append([]goja.Value{c.realm.vm.ToValue(message)}, rest...))
}

// label is what counters and timers are told apart by.
func label(call goja.FunctionCall) string {
	if v := call.Argument(0); !goja.IsUndefined(v) {
		return v.String()
	}
	return "default"
}

func (c *console) count(call goja.FunctionCall) {
	name := label(call)
	c.counts[name]++
	c.line("log", name+": "+strconv.Itoa(c.counts[name]))
}

func (c *console) countReset(call goja.FunctionCall) { delete(c.counts, label(call)) }

func (c *console) group(call goja.FunctionCall) {
	if len(call.Arguments) > 0 {
		c.print("log", call.Arguments)
	}
	c.indent += "  "
}

func (c *console) groupEnd(goja.FunctionCall) { c.indent = strings.TrimPrefix(c.indent, "  ") }

func (c *console) table(call goja.FunctionCall) {
	table := c.realm.callable(c.realm.module("table").Get("table"))
	text, err := table(goja.Undefined(), call.Arguments...)
	must(err)
	c.line("log", text.String())
}

// time starts a timer. One that runs already goes on, as in Node.
func (c *console) time(call goja.FunctionCall) {
	if name := label(call); c.timers[name].IsZero() {
		c.timers[name] = c.realm.now()
	}
}

func (c *console) timeLog(call goja.FunctionCall) {
	name := label(call)
	began, ok := c.timers[name]
	if !ok {
		return
	}
	text := name + ": " + stopwatch(c.realm.now().Sub(began))
	if len(call.Arguments) > 1 {
		text += " " + c.realm.format(call.Arguments[1:])
	}
	c.line("log", text)
}

func (c *console) timeEnd(call goja.FunctionCall) {
	c.timeLog(goja.FunctionCall{Arguments: call.Arguments[:min(len(call.Arguments), 1)]})
	delete(c.timers, label(call))
}

// stopwatch writes a time as the timers of Node's console do.
func stopwatch(d time.Duration) string {
	switch {
	case d < time.Second:
		return strconv.FormatFloat(float64(d.Round(time.Microsecond))/float64(time.Millisecond), 'f', -1, 64) + "ms"
	case d < time.Minute:
		return fmt.Sprintf("%.3fs", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d:%06.3f (m:ss.mmm)", int(d.Minutes()), (d % time.Minute).Seconds())
	}
	return fmt.Sprintf("%d:%02d:%02d (h:mm:ss)", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
}

// format returns what console.log prints. Lines of plain strings, which most
// are, do without JavaScript.
func (r *realm) format(values []goja.Value) string {
	texts := make([]string, len(values))
	for i, value := range values {
		s, ok := value.(goja.String)
		if !ok || i == 0 && len(values) > 1 && strings.ContainsRune(s.String(), '%') {
			return r.formatInJavaScript(values)
		}
		texts[i] = s.String()
	}
	return strings.Join(texts, " ")
}

func (r *realm) formatInJavaScript(values []goja.Value) string {
	format := r.callable(r.module("inspect").Get("format"))
	text, err := format(goja.Undefined(), values...)
	must(err)
	return text.String()
}
