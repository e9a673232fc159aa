package reference

import (
	"net/http"
	"regexp"
)

// search returns the resources that a filter finds. A count of zero may stand for an
// empty list (RFC 7644 section 3.4.2).
func (d *delivery) search(filter string) ([]*Object, error) {
	r := request{method: http.MethodGet, path: "/Users", filter: filter}
	a, err := d.send(r, nil)
	if err != nil {
		return nil, err
	}
	list, _ := a.body.(*Object)
	if list == nil {
		list = &Object{}
	}
	resources := list.attribute("Resources")
	if resources == nil && list.attribute("totalResults") == any(0.0) {
		return nil, nil
	}
	items, ok := resources.([]any)
	if !ok {
		return nil, invalidShape(r, a, "no ListResponse")
	}
	var found []*Object
	for _, item := range items {
		if resource, ok := item.(*Object); ok {
			found = append(found, resource)
		}
	}
	return found, nil
}

// newUser is the request that creates the user.
func (d *delivery) newUser() request {
	return request{method: http.MethodPost, path: "/Users", body: d.scim}
}

// location is the id in the path of a new resource.
var location = regexp.MustCompile(`/Users/([^/?#]+)`)

// post creates the user, and returns the id of the resource where the server tells it.
func (d *delivery) post() (string, error) {
	r := d.newUser()
	a, err := d.send(r, d.settlePost)
	if err != nil {
		return "", err
	}
	id, err := resourceID(r, a)
	if err != nil {
		return "", err
	}
	if id == "" && a.status == http.StatusOK {
		// Who creates something says 201: an empty 200 is rather from a proxy.
		return "", invalidShape(r, a, "no resource")
	}
	if id == "" {
		if found := location.FindStringSubmatch(a.location); found != nil {
			id = found[1]
		}
	}
	return id, nil
}

// settlePost finds out whether a POST that failed has stored the user all the same: a
// second one might make a second account. One that was refused for now has done
// nothing, and neither has a request for a token.
func (d *delivery) settlePost(failed *requestError) (*answer, error) {
	if failed.status == http.StatusTooManyRequests || failed.request.path != d.newUser().path {
		return nil, nil
	}
	found, err := d.find()
	if err != nil {
		failed.cause = err
		return nil, failed
	}
	if !found.linked {
		return nil, nil
	}
	return &answer{status: http.StatusCreated, body: found.resource}, nil
}

// write sends a change of a resource, and makes sure that the answer is about the
// resource that was meant.
func (d *delivery) write(method, id string, body *Object) error {
	r := request{method: method, path: pathOf(id), body: body}
	a, err := d.send(r, nil)
	if err != nil {
		return err
	}
	told, err := resourceID(r, a)
	if err != nil {
		return err
	}
	if told != "" && told != id {
		return invalidShape(r, a, "a resource with another id")
	}
	return nil
}

// patch sends operations of PATCH (RFC 7644 section 3.5.2).
func (d *delivery) patch(id string, operations []any) error {
	return d.write(http.MethodPatch, id, NewObject(
		"schemas", []any{"urn:ietf:params:scim:api:messages:2.0:PatchOp"},
		"Operations", operations))
}

// resourceID is the id of the resource in an answer, "" where the answer has none. A
// body that is no resource is an error: a login page must not pass for one.
func resourceID(r request, a answer) (string, error) {
	if a.status == http.StatusAccepted || a.status == http.StatusNoContent || a.empty {
		return "", nil
	}
	id := ""
	if resource, ok := a.body.(*Object); ok {
		id = idOf(resource)
	}
	if id == "" {
		return "", invalidShape(r, a, "no resource with an id")
	}
	return id, nil
}
