package cli

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// sent is a header, or a field of a form. The value of one with a secret names the
// variables that hold it, in the syntax of a shell.
type sent struct {
	name, value string
	secret      bool
}

// headers are those of a request that somebody has to send.
func (t *explanation) headers(r action.Request) []sent {
	var all []sent
	var names []string
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains([]string{"Connection", "Host", "Accept-Encoding", "Content-Length", "User-Agent"}, name) {
			continue
		}
		h := sent{name: name, value: r.Header.Get(name)}
		if strings.Contains(h.value, action.Masked) {
			h.value, h.secret = t.credential(r, name), true
		}
		all = append(all, h)
	}
	return all
}

// credential is what stands for the credentials of a request.
func (t *explanation) credential(r action.Request, name string) string {
	auth := t.checked.Mapping.Auth
	switch {
	case auth.Type.Value == mapping.AuthHeader && strings.EqualFold(name, auth.Header.Value):
		return "$SCIM_API_KEY"
	case auth.Type.Value == mapping.AuthBasic:
		return "Basic $(printf %s \"$SCIM_USERNAME:$SCIM_PASSWORD\" | base64)"
	case auth.Type.Value == mapping.AuthOAuth2 && isForm(r):
		return "Basic $(printf %s \"$SCIM_CLIENT_ID:$SCIM_CLIENT_SECRET\" | base64)"
	case auth.Type.Value == mapping.AuthOAuth2:
		return "Bearer $ACCESS_TOKEN"
	case strings.EqualFold(name, "Authorization"):
		return "Bearer $SCIM_BEARER_TOKEN"
	}
	return action.Masked
}

func isForm(r action.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
}

// form is a form with secrets by their names.
func (t *explanation) form(r action.Request) string {
	var fields []string
	for _, f := range formFields(r) {
		fields = append(fields, f.name+"="+f.value)
	}
	return strings.Join(fields, "&")
}

// formFields are the fields of a form, in their order.
func formFields(r action.Request) []sent {
	var all []sent
	for _, pair := range strings.Split(r.Body, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		f := sent{name: name, value: value}
		switch name {
		case "client_secret":
			f.value, f.secret = "$SCIM_CLIENT_SECRET", true
		case "client_id":
			f.value, f.secret = "$SCIM_CLIENT_ID", true
		}
		all = append(all, f)
	}
	return all
}

// readableURL is a URL with the filter as people write it.
func readableURL(text string) string {
	before, query, found := strings.Cut(text, "?")
	if !found {
		return text
	}
	if plain, err := url.QueryUnescape(query); err == nil {
		query = plain
	}
	return before + "?" + query
}

// curl writes the requests as commands of a shell.
func (t *explanation) curl() error {
	for i, x := range t.transcript.Exchanges {
		if i > 0 {
			t.line("")
		}
		target := x.Request.URL
		if rest, ok := strings.CutPrefix(target, "https://scim.example.com/scim/v2"); ok {
			target = `"$SCIM_BASE_URL"` + shellQuote(rest)
		} else {
			target = `"$SCIM_TOKEN_URL"`
		}
		t.b.WriteString("curl --request " + x.Request.Method + " " + target)
		for _, h := range t.headers(x.Request) {
			if !isForm(x.Request) || h.name != "Content-Type" { // which curl sets itself
				t.b.WriteString(" \\\n  --header " + h.word(": "))
			}
		}
		switch {
		case isForm(x.Request):
			for _, f := range formFields(x.Request) {
				t.b.WriteString(" \\\n  --data-urlencode " + f.word("="))
			}
		case x.Request.Body != "":
			t.b.WriteString(" \\\n  --data " + shellQuote(x.Request.Body))
		}
		t.line("")
	}
	if len(t.transcript.Exchanges) == 0 {
		t.line("# no request: %s", visible(string(t.transcript.Outcome)+", "+t.transcript.Reason()))
	}
	_, err := fmt.Fprint(t.process.Stdout, t.b.String())
	return err
}

// word is a header or field as one word of a shell. A secret is left for the shell to
// fill in; in anything else it finds nothing to do.
func (s sent) word(separator string) string {
	if s.secret {
		return `"` + s.name + separator + s.value + `"`
	}
	return shellQuote(s.name + separator + s.value)
}

// shellQuote is a text as one word of a POSIX shell.
func shellQuote(text string) string {
	if text == "" {
		return ""
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
