package harness

import (
	"net/http"

	"github.com/dop251/goja"
)

// maxRedirects is how many redirects fetch follows.
const maxRedirects = 20

// redirectTarget returns where an answer leads, and whether it leads anywhere.
func redirectTarget(response *http.Response) (string, bool) {
	switch response.StatusCode {
	case 301, 302, 303, 307, 308:
		if location := response.Header.Values("Location"); len(location) > 0 {
			return fromLatin1(location[0]), true
		}
	}
	return "", false
}

// follow makes the next hop what a redirect asks for (Fetch standard, section
// 4.4), or returns the error that refuses it.
func (f *fetching) follow(status int, location string) *goja.Object {
	r, last := f.realm, f.hop
	from, _ := parseWebURL(last.url, nil)
	target, ok := parseWebURL(location, from)
	switch {
	case !ok:
		return r.newError("TypeError", "Invalid URL")
	case target.scheme != "http" && target.scheme != "https":
		return r.newError("Error", "URL scheme must be a HTTP(S) scheme")
	case f.hops >= maxRedirects:
		return r.newError("Error", "redirect count exceeded")
	case target.username != "" || target.password != "":
		return r.newError("Error", "URL cannot contain credentials")
	}
	f.hops++
	f.hop.url = withoutFragment(target.String())
	if (status == 301 || status == 302) && last.method == http.MethodPost ||
		status == 303 && last.method != http.MethodGet && last.method != http.MethodHead {
		f.hop.method, f.hop.body = http.MethodGet, ""
		f.hop.headers.remove("content-encoding", "content-language", "content-location", "content-type", "content-length")
	}
	if from.origin() != target.origin() {
		f.hop.headers.remove("authorization", "proxy-authorization", "cookie", "host")
	}
	return nil
}
