package scenario

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/parity"
)

// deviations tell where an Action that somebody has written does another thing than the
// mapping: in what it sends, in whether it fails, and in what the server holds in the end.
// How it writes its log, and headers that mean the same, are its own.
func deviations(foreign, native parity.Run) []string {
	var p problems
	var got, want []string
	for _, x := range foreign.Exchanges {
		got = append(got, requestLine(x.Request))
	}
	for _, x := range native.Exchanges {
		want = append(want, requestLine(x.Request))
	}
	if !reflect.DeepEqual(got, want) {
		p.add("the requests (- the mapping, + the Action)%s", lineDiff(want, got))
	} else {
		for i, x := range foreign.Exchanges {
			p.mismatches("the body of "+got[i], Match(literal(bodyOf(native.Exchanges[i].Request)), bodyOf(x.Request), true), nil)
		}
	}
	if failure := messageOf(foreign.Transcript); (failure != "") != (messageOf(native.Transcript) != "") {
		p.miss("error", or(messageOf(native.Transcript), "none"), or(failure, "none"))
	}
	if told := foreign.Outcome; told != action.Delivered && told != native.Outcome {
		p.miss("outcome", string(native.Outcome), string(told))
	}
	if len(p) == 0 {
		p.mismatches("the users that the server holds", Match(literal(usersOf(native)), usersOf(foreign), true), nil)
	}
	var all []string
	for _, problem := range p {
		all = append(all, problem.Text)
	}
	return all
}

// literal is a value as a pattern that means it as it is.
func literal(value any) any {
	return eachLeaf(value, func(leaf any) any {
		if text, ok := leaf.(string); ok && (text == anyValue || text == absentValue || isPattern(text) || strings.HasPrefix(text, `\`)) {
			return `\` + text
		}
		return leaf
	})
}

// disagreements tell where the engines of a mapping differ, event by event.
func disagreements(names [2]string, a, b []parity.Run) []string {
	var all []string
	for i := range a {
		for _, difference := range parity.Differences(names[0], a[i], names[1], b[i], true) {
			if len(a) > 1 {
				difference = fmt.Sprintf("event %d: %s", i+1, difference)
			}
			all = append(all, difference)
		}
	}
	return all
}
