package mockscim

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// query is what a client looks for (RFC 7644 section 3.4.2).
type query struct {
	filter     scim.Filter // nil for all
	sortBy     *scim.AttributePath
	descending bool
	start      int // from 1
	count      int // how many at most; -1 for what the server likes
	projection projection
}

// queryOf reads the parameters of a URL. Unknown ones are ignored.
func queryOf(parameters url.Values) (*query, error) {
	q := &query{start: 1, count: -1}
	var err error
	if q.projection, err = projectionOf(parameters); err != nil {
		return nil, err
	}
	if parameters.Has("filter") {
		if err := q.setFilter(parameters.Get("filter")); err != nil {
			return nil, err
		}
	}
	if err := q.setSort(parameters.Get("sortBy"), parameters.Get("sortOrder")); err != nil {
		return nil, err
	}
	return q, q.setPage(parameters.Get("startIndex"), parameters.Get("count"))
}

// searchOf reads a SearchRequest message (RFC 7644 section 3.4.3).
func searchOf(body map[string]any) (*query, error) {
	m, err := openMessage(body, scim.SearchRequestURN)
	if err != nil {
		return nil, err
	}
	q := &query{start: 1, count: -1}
	wanted, err := m.texts("attributes")
	if err != nil {
		return nil, err
	}
	excluded, err := m.texts("excludedAttributes")
	if err != nil {
		return nil, err
	}
	if q.projection, err = newProjection(wanted, excluded); err != nil {
		return nil, err
	}
	filter, given, err := m.text("filter")
	if err == nil && given {
		err = q.setFilter(filter)
	}
	if err != nil {
		return nil, err
	}
	sortBy, _, err := m.text("sortBy")
	if err != nil {
		return nil, err
	}
	sortOrder, _, err := m.text("sortOrder")
	if err != nil {
		return nil, err
	}
	if err := q.setSort(sortBy, sortOrder); err != nil {
		return nil, err
	}
	start, err := m.number("startIndex")
	if err != nil {
		return nil, err
	}
	count, err := m.number("count")
	if err != nil {
		return nil, err
	}
	return q, q.setPage(start, count)
}

func (q *query) setFilter(text string) error {
	f, err := scim.ParseFilter(text)
	if err != nil {
		return scim.Errorf(scim.InvalidFilter, "%v", err)
	}
	q.filter = f
	return nil
}

func (q *query) setSort(by, order string) error {
	switch {
	case order == "" || strings.EqualFold(order, "ascending"):
	case strings.EqualFold(order, "descending"):
		q.descending = true
	default:
		return scim.Errorf(scim.InvalidValue, "sortOrder is %q; it is ascending or descending", order)
	}
	if by == "" {
		return nil
	}
	path, err := scim.ParseAttributePath(by)
	if err != nil {
		return scim.Errorf(scim.InvalidPath, "sortBy: %v", err)
	}
	q.sortBy = &path
	return nil
}

// setPage takes startIndex and count as text, empty where they are not given.
// Values below the range are moved to its edge (RFC 7644 section 3.4.2.4).
func (q *query) setPage(start, count string) error {
	if start != "" {
		n, err := integer("startIndex", start)
		if err != nil {
			return err
		}
		q.start = max(n, 1)
	}
	if count != "" {
		n, err := integer("count", count)
		if err != nil {
			return err
		}
		q.count = max(n, 0)
	}
	return nil
}

// integer reads a parameter. One that is too large for an int is the largest
// there is: it asks for no other page.
func integer(name, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, scim.Errorf(scim.InvalidValue, "%s is %q; it must be an integer", name, text)
	}
	return n, nil
}

// page cuts the wanted page out of the results.
func page[T any](q *query, all []T, most int) []T {
	count := most
	if q.count >= 0 {
		count = min(q.count, most)
	}
	first := min(q.start-1, len(all))
	return all[first:min(first+count, len(all))]
}
