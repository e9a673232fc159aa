package mockscim

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// operation answers one kind of request.
type operation func(*exchange) (*answer, error)

// methods are the operations of an endpoint by HTTP method.
type methods map[string]operation

// isVersion tells whether a path segment is a version of the protocol.
func isVersion(segment string) bool {
	digits, ok := strings.CutPrefix(segment, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// locate finds the base URL and what of the path is below it. The protocol
// version is a path segment before the endpoint (RFC 7644 section 3.13).
func (s *Server) locate(x *exchange) error {
	path := x.request.URL.EscapedPath()
	rest, ok := strings.CutPrefix(path, s.basePath)
	if !ok || rest != "" && rest[0] != '/' {
		return s.astray(path)
	}
	base := s.basePath
	// One slash at the end does no harm; an empty segment elsewhere is a mistake.
	segments := strings.Split(strings.TrimSuffix(strings.TrimPrefix(rest, "/"), "/"), "/")
	if isVersion(segments[0]) && !endsInVersion(s.basePath) {
		if segments[0] != "v2" {
			return wrongVersion(segments[0])
		}
		base += "/v2"
		segments = segments[1:]
	}
	for _, segment := range segments {
		plain, err := url.PathUnescape(segment)
		if err != nil {
			return scim.Errorf(scim.InvalidSyntax, "the path of the URL is not well-formed: %v", err)
		}
		x.segments = append(x.segments, plain)
	}
	if len(x.segments) == 1 && x.segments[0] == "" {
		x.segments = nil
	}
	x.base = origin(x.request) + base
	return nil
}

// astray says why a path is outside the base path.
func (s *Server) astray(path string) error {
	if parent, version, ok := cutLast(s.basePath); ok && isVersion(version) {
		if rest, ok := strings.CutPrefix(path, parent+"/"); ok {
			if other, _, _ := strings.Cut(rest, "/"); isVersion(other) {
				return wrongVersion(other)
			}
		}
	}
	return notFound("there is nothing at %s; the SCIM endpoints are below %s", path, s.basePath)
}

func wrongVersion(v string) error {
	return scim.Errorf(scim.InvalidVers, "version %s of the protocol is not supported; use v2", v)
}

func notFound(format string, args ...any) error {
	return statusError(http.StatusNotFound, format, args...)
}

func endsInVersion(path string) bool {
	_, last, _ := cutLast(path)
	return isVersion(last)
}

func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// origin returns scheme and host by which the client reached the server.
func origin(r *http.Request) string {
	scheme, host := r.URL.Scheme, r.Host
	if scheme == "" {
		scheme = "http"
		if r.TLS != nil {
			scheme = "https"
		}
	}
	if host == "" {
		host = r.URL.Host
	}
	if host == "" {
		host = "localhost"
	}
	return scheme + "://" + host
}

// route finds the operation for the path and the method.
func (s *Server) route(x *exchange) (operation, error) {
	offered := s.endpoint(x.segments)
	if offered == nil {
		return nil, notFound("there is no endpoint /%s", strings.Join(x.segments, "/"))
	}
	method := x.request.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if op, ok := offered[method]; ok {
		return op, nil
	}
	allowed := strings.Join(slices.Sorted(maps.Keys(offered)), ", ")
	return nil, &refused{
		cause:  statusError(http.StatusMethodNotAllowed, "/%s does not take %s, only %s", strings.Join(x.segments, "/"), x.request.Method, allowed),
		header: map[string]string{"Allow": allowed},
	}
}

// endpoint returns what can be done at a path (RFC 7644 section 3.2), or nil.
func (s *Server) endpoint(segments []string) methods {
	if len(segments) == 0 {
		return methods{http.MethodGet: s.listing(s.store.kinds...)}
	}
	name, rest := segments[0], segments[1:]
	switch name {
	case ".search":
		if len(rest) == 0 {
			return methods{http.MethodPost: s.searching(s.store.kinds...)}
		}
		return nil
	case "ServiceProviderConfig", "Schemas", "ResourceTypes":
		return s.discovery(name, rest)
	case "Bulk":
		return methods{http.MethodPost: notImplemented("bulk operations are not supported")}
	case "Me":
		op := notImplemented("the alias /Me is not supported; use /Users/{id}")
		return methods{
			http.MethodGet: op, http.MethodPost: op, http.MethodPut: op,
			http.MethodPatch: op, http.MethodDelete: op,
		}
	}
	k := s.store.kindAt("/" + name)
	switch {
	case k == nil || len(rest) > 1:
		return nil
	case len(rest) == 0:
		return methods{http.MethodGet: s.listing(k), http.MethodPost: s.creating(k)}
	case rest[0] == ".search":
		return methods{http.MethodPost: s.searching(k)}
	}
	return s.dialect.restrict(s.resource(k, rest[0]))
}

func notImplemented(detail string) operation {
	return func(*exchange) (*answer, error) {
		return nil, statusError(http.StatusNotImplemented, "%s", detail)
	}
}
