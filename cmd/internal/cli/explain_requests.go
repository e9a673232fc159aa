package cli

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// headers are those of a request that somebody has to send, with secrets by the names
// of the variables that hold them.
func (t *explanation) headers(r action.Request) [][2]string {
	var all [][2]string
	var names []string
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains([]string{"Connection", "Host", "Accept-Encoding", "Content-Length", "User-Agent"}, name) {
			continue
		}
		value := r.Header.Get(name)
		if strings.Contains(value, action.Masked) {
			value = t.credential(r, name)
		}
		all = append(all, [2]string{name, value})
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
	for _, pair := range formFields(r) {
		fields = append(fields, pair[0]+"="+pair[1])
	}
	return strings.Join(fields, "&")
}

// formFields are the fields of a form, in their order.
func formFields(r action.Request) [][2]string {
	var all [][2]string
	for _, pair := range strings.Split(r.Body, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		switch name {
		case "client_secret":
			value = "$SCIM_CLIENT_SECRET"
		case "client_id":
			value = "$SCIM_CLIENT_ID"
		}
		all = append(all, [2]string{name, value})
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
			if isForm(x.Request) && h[0] == "Content-Type" {
				continue // which curl sets itself
			}
			value := shellQuote(h[0] + ": " + h[1])
			if strings.Contains(h[1], "$") {
				value = `"` + h[0] + ": " + strings.ReplaceAll(h[1], `"`, `\"`) + `"`
				if strings.Contains(h[1], "$(") {
					value = `"` + h[0] + ": " + h[1] + `"`
				}
			}
			t.b.WriteString(" \\\n  --header " + value)
		}
		switch {
		case isForm(x.Request):
			for _, f := range formFields(x.Request) {
				t.b.WriteString(" \\\n  --data-urlencode \"" + f[0] + "=" + f[1] + "\"")
			}
		case x.Request.Body != "":
			t.b.WriteString(" \\\n  --data " + shellQuote(x.Request.Body))
		}
		t.line("")
	}
	if len(t.transcript.Exchanges) == 0 {
		t.line("# no request: %s", visible(string(t.transcript.Outcome)+", "+reasonIn(t.transcript)))
	}
	_, err := fmt.Fprint(t.process.Stdout, t.b.String())
	return err
}

// shellQuote is a text as one word of a POSIX shell.
func shellQuote(text string) string {
	if text == "" {
		return ""
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
