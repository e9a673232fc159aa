package reference

import (
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// codePattern is what the code of an error has to look like to be told.
var codePattern = regexp.MustCompile(`^[A-Za-z0-9_]{1,30}$`)

// controls are what would break a line of a log, or hide in it.
var controls = regexp.MustCompile(`[\s\x00-\x1f\x7f` + blanks + `]+`)

// maxDetail is how much of what a server says an error repeats.
const maxDetail = 200

// refused is the error of a SCIM answer (RFC 7644 section 3.12).
func (d *delivery) refused(r request, a answer) *requestError {
	return d.refusal(r, a, "scimType", "detail", d.remedy(r, a))
}

// refusal is the error of an answer whose body has a code and a detail under those
// names.
func (d *delivery) refusal(r request, a answer, code, detail, remedy string) *requestError {
	body, ok := a.body.(*Object)
	if !ok {
		body = &Object{}
	}
	e := &requestError{request: r, problem: strconv.Itoa(a.status), status: a.status, after: d.retryAfter(a.retryAfter)}
	if told, ok := body.attribute(code).(string); ok {
		if match := codePattern.FindString(told); match != "" {
			e.scimType = match
			e.problem += " " + match
		}
	}
	told, _ := body.attribute(detail).(string)
	e.detail = joinNonEmpty("; ", d.repeatable(told), remedy)
	return e
}

// repeatable is what a server says, as an error may repeat it: some quote the
// credentials that they refuse.
func (d *delivery) repeatable(told string) string {
	for _, secret := range d.settings.credentials.hidden {
		told = strings.ReplaceAll(told, secret, "***")
	}
	return cutUnits(controls.ReplaceAllString(told, " "), maxDetail)
}

func joinNonEmpty(separator string, texts ...string) string {
	var there []string
	for _, t := range texts {
		if t != "" {
			there = append(there, t)
		}
	}
	return strings.Join(there, separator)
}

// authority is the host of a Location, which may lack the scheme.
var authority = regexp.MustCompile(`^(?:[A-Za-z0-9_]+:)?//(?:[^/?#]*@)?([^/?#]*)`)

// remedy is what to do about an answer, where that is known.
func (d *delivery) remedy(r request, a answer) string {
	writes := r.method == http.MethodPut || r.method == http.MethodPatch
	switch {
	case a.status >= 300 && a.status < 400:
		host := "the same host"
		if found := authority.FindStringSubmatch(a.location); found != nil {
			host = found[1]
		}
		return "redirect to " + host + " not followed: check the secret SCIM_BASE_URL"
	case a.status == http.StatusUnauthorized:
		return "check " + d.settings.credentials.about
	case a.status == http.StatusNotFound && r.method == http.MethodGet:
		return "check the secret SCIM_BASE_URL"
	case writes && (a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotImplemented):
		return "set update.method: " + d.otherMethod() + " in the mapping"
	}
	return ""
}

// retryAfter is how many milliseconds a server asks to wait, by seconds or by a date
// (RFC 9110 section 10.2.3); nil where it does not say.
func (d *delivery) retryAfter(value string) *float64 {
	if value == "" {
		return nil
	}
	if strings.Trim(value, "0123456789") == "" {
		seconds, _ := strconv.ParseFloat(value, 64) // beyond all bounds, it is infinite
		ms := seconds * 1000
		return &ms
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return nil
	}
	ms := math.Max(0, float64(date.Sub(d.engine.clock.Now().Truncate(time.Millisecond)).Milliseconds()))
	return &ms
}

// invalidShape is the error of a success that is none of SCIM's: of a login page, say.
func invalidShape(r request, a answer, detail string) error {
	return &requestError{request: r, problem: strconv.Itoa(a.status) + " invalid response shape", detail: detail, status: a.status}
}
