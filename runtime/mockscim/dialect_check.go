package mockscim

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// ParseDialect reads a dialect from a JSON file. The error is a [*Problem] and
// has its place in the file.
func ParseDialect(text []byte) (Dialect, error) {
	var d Dialect
	f, err := readData(text, &d)
	if err != nil {
		return Dialect{}, err
	}
	if p := d.check(); p != nil {
		return Dialect{}, f.place(p)
	}
	return d, nil
}

// check makes sure that every switch has a value that it knows.
func (d *Dialect) check() *Problem {
	for _, problem := range []*Problem{
		oneOf("put", d.Put, Put405, Put501, PutPartial),
		oneOf("patch", d.Patch, Patch405, Patch501, PatchActiveOnly),
		oneOf("delete", d.Delete, Delete405, Delete501, DeleteSoft, DeleteDeactivate),
		oneOf("patchPath", d.PatchPath, PatchPathRequired),
		oneOf("patchOp", d.PatchOp, PatchOpCapitalised, PatchOpLowerCase),
		oneOf("patchValueFilter", d.PatchValueFilter, Refuse400, RefuseSilent),
		oneOf("externalId", d.ExternalID, ExternalIDNotStored, ExternalIDNotReturned),
		oneOf("ids", d.IDs, IDInteger, IDUserName, IDExternalID),
		oneOf("moreValues", d.MoreValues, Refuse400, RefuseSilent),
		oneOf("emptyResources", d.EmptyResources, EmptyNull, EmptyAbsent),
		oneOf("errors", d.Errors, ErrorsHTML, ErrorsJSON, ErrorsText, ErrorsEmpty),
		d.checkFilters(),
		d.checkAttributes(),
		allOf("patchOps", d.PatchOps, []string{opAdd, opReplace, opRemove}),
		writeStatus("createStatus", d.CreateStatus),
		writeStatus("putStatus", d.PutStatus),
		writeStatus("patchStatus", d.PatchStatus),
		writeStatus("deleteStatus", d.DeleteStatus),
		d.checkLimits(),
	} {
		if problem != nil {
			return problem
		}
	}
	return nil
}

// oneOf makes sure that a switch is off or has one of its values.
func oneOf[T ~string](key string, value T, values ...T) *Problem {
	if value == "" || slices.Contains(values, value) {
		return nil
	}
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return notAmong(key, string(value), names)
}

func allOf(key string, values, known []string) *Problem {
	for i, v := range values {
		if !slices.Contains(known, v) {
			return notAmong(fmt.Sprintf("%s[%d]", key, i), v, known)
		}
	}
	return nil
}

func notAmong(key, value string, known []string) *Problem {
	p := &Problem{Where: key, What: fmt.Sprintf("%q is not one of its values", value), Remedy: "write " + listed(known)}
	if near, ok := source.Nearest(value, known); ok {
		p.Remedy = fmt.Sprintf("did you mean %q?", near)
	}
	return p
}

func (d *Dialect) checkFilters() *Problem {
	seen := map[string]string{}
	for _, name := range sortedKeys(d.Filters) {
		if other, ok := seen[scim.Fold(name)]; ok {
			return &Problem{Where: "filters." + name, What: "it is the same attribute as " + other + ": case does not matter in names", Remedy: "drop one of them"}
		}
		seen[scim.Fold(name)] = name
		if name != "*" && !isAttributeName(name) {
			return &Problem{Where: "filters." + name, What: "this is no name of an attribute", Remedy: `write one such as userName, or "*" for all others`}
		}
		if d.Filters[name] == "" {
			return &Problem{Where: "filters." + name, What: "it is empty", Remedy: "write what such a filter comes to, or leave it out"}
		}
		if p := oneOf("filters."+name, d.Filters[name], FilterWorks, Filter400, Filter501, FilterEmpty, FilterIgnored,
			FilterRegex, FilterCaseInsensitive, FilterCaseSensitive); p != nil {
			return p
		}
	}
	known := []string{"and", "or", "not"}
	for _, operator := range scim.Operators {
		known = append(known, string(operator))
	}
	return allOf("filterOperators", d.FilterOperators, known)
}

func (d *Dialect) checkAttributes() *Problem {
	for _, name := range sortedKeys(d.Immutable) {
		where := "immutable." + name
		if a, ok := scim.UserType().Attribute(name); !ok || a.Name != name || a.Mutability == scim.ReadOnly {
			return &Problem{Where: where, What: "this is no attribute of a user that a client may write", Remedy: "write one such as userName or emails"}
		}
		if p := oneOf(where, d.Immutable[name], Refuse400, RefuseSilent); p != nil {
			return p
		}
	}
	for i, name := range d.Required {
		path, err := scim.ParseAttributePath(name)
		target, ok := scim.UserType().Resolve(path)
		if err != nil || !ok || target.Attribute == nil {
			return &Problem{Where: fmt.Sprintf("required[%d]", i), What: fmt.Sprintf("%q is no attribute of a user", name), Remedy: "write one such as name.familyName"}
		}
	}
	return nil
}

func (d *Dialect) checkLimits() *Problem {
	for i, l := range d.RateLimits {
		where := fmt.Sprintf("rateLimits[%d]", i)
		switch {
		case l.Requests < 1:
			return &Problem{Where: where, What: "no request is allowed at all", Remedy: "write how many, as requests"}
		case l.Per <= 0:
			return &Problem{Where: where, What: "it does not say in which time", Remedy: `write one such as "per": "1m"`}
		}
		for _, p := range []*Problem{
			l.Per.check(where + ".per"),
			oneOf(where+".retryAfter", l.RetryAfter, RetrySeconds, RetryDate, RetryAbsent),
			allOf(where+".methods", l.Methods, matchable),
		} {
			if p != nil {
				return p
			}
		}
	}
	return nil
}

func writeStatus(key string, status int) *Problem {
	if slices.Contains([]int{0, http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent}, status) {
		return nil
	}
	return &Problem{Where: key, What: fmt.Sprintf("%d is no status of a write that went well", status), Remedy: "write 200, 201, 202 or 204"}
}

func isAttributeName(name string) bool {
	path, err := scim.ParseAttributePath(name)
	return err == nil && path.URI == "" && path.Sub == ""
}
