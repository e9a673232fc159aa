package cli

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
)

// deliveryReport tells of deliveries, one by one, as they end.
type deliveryReport struct {
	process *Process
	json    bool
	base    string // the server's base URL
	count   int
	changes changes
}

// header writes what is run against what, in rows of a label and a text. A
// machine is not told.
func (r *deliveryReport) header(rows [][2]string) error {
	if r.json {
		return nil
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "   %-8s %s\n", row[0], visible(row[1]))
	}
	b.WriteByte('\n')
	return r.print(b.String())
}

// delivery writes one delivery; title says in a few words what happened to the
// user, or is empty.
func (r *deliveryReport) delivery(e event, title string, t *action.Transcript, s *stage) error {
	r.count++
	if r.json {
		line := newTranscriptJSON(e, t)
		line.Users = s.users()
		return writeJSONLine(r.process.Stdout, line)
	}
	paint := painter(r.process.colour(r.process.StdoutTerminal))
	var b strings.Builder
	if r.count > 1 {
		b.WriteByte('\n')
	}
	kind := e.Type
	if kind == "" {
		kind = "an event without a type"
	}
	if title == "" {
		title = e.ID
	}
	heading := fmt.Sprintf("%d  %s", r.count, paint.strong(visible(kind)))
	if title != "" {
		heading += "  " + visible(title)
	}
	b.WriteString(heading + "\n\n")
	w := transcriptText{&b, paint, r.base, &r.changes}
	w.delivery(t)
	if s.server != nil {
		writeHoldings(w, s.users())
	}
	return r.print(b.String())
}

func (r *deliveryReport) print(text string) error {
	_, err := fmt.Fprint(r.process.Stdout, text)
	return cannotPrint(err)
}

// mostHoldings is how many of the server's users are shown.
const mostHoldings = 10

// writeHoldings writes what the mock server holds, a user a line.
func writeHoldings(w transcriptText, users []map[string]any) {
	label := "server"
	if len(users) == 0 {
		w.row(label, "holds no user")
	}
	for i, u := range users {
		if i == mostHoldings {
			w.row("", fmt.Sprintf("… and %d more", len(users)-i))
			return
		}
		w.row(label, holding(u))
		label = ""
	}
}

// holding is a user in one line: id, userName, what else tells people apart,
// and whether the account is active.
func holding(user map[string]any) string {
	parts := []string{fmt.Sprintf("id %v", user["id"]), fmt.Sprint(user["userName"])}
	if name, ok := user["displayName"].(string); ok {
		parts = append(parts, name)
	}
	if active, ok := user["active"].(bool); ok && !active {
		parts = append(parts, "inactive")
	} else if ok {
		parts = append(parts, "active")
	}
	return visible(strings.Join(parts, ", "))
}
