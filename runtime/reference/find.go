package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// standing is what a resource is to a user.
type standing int

const (
	stranger standing = iota
	linked            // it has our externalId
	namesake          // it has our userName, and no externalId
	taken             // it has our userName, and another externalId
)

func standingOf(resource *Object, externalID, userName any) standing {
	theirs := resource.attribute("externalId")
	if theirs == nil {
		theirs = ""
	}
	switch {
	case theirs != "" && isScalar(theirs) && isScalar(externalID) && theirs == externalID:
		return linked
	case !sameUserName(resource.attribute("userName"), userName):
		return stranger
	case theirs == "":
		return namesake
	}
	return taken
}

// finding is a user's resource, or why there is none.
type finding struct {
	id       string // "" where there is none
	resource *Object
	linked   bool // by our externalId
	reason   string
}

// lookup is one question to the server.
type lookup struct {
	attribute string
	value     any  // a text, unless the mapping makes something else of a profile
	name      any  // that results may be ours by
	former    bool // it is the name before the change
}

// find looks a user up by one key after the other until a result is verified. Servers
// ignore filters that they do not know and list everyone, or answer them with nothing:
// so that no result is taken on trust, and no empty answer for the last word.
func (d *delivery) find() (finding, error) {
	externalID := valueAt(d.scim, "externalId")
	keepsExternalID := slices.ContainsFunc(d.mapping.Match.By, func(key mapping.String) bool { return key.Value == mapping.ByExternalID })
	// Where the server does not keep externalId, the user name decides.
	nameDecides := !keepsExternalID || d.adopting
	var namesakes []*Object
	var refused error
	reason := ""
	for _, l := range d.lookups(externalID) {
		if l.former && nameDecides && len(namesakes) > 0 {
			continue
		}
		results, err := d.search(l.attribute + " eq " + string(appendJSON(nil, l.value)))
		if hasStatus(err, 400, 501) {
			refused = err
			nameDecides = nameDecides || l.attribute == mapping.ByExternalID
			continue
		}
		if err != nil {
			return finding{}, err
		}
		var found sorted
		for _, resource := range results {
			found.add(resource, standingOf(resource, externalID, l.name))
		}
		if l.attribute == mapping.ByExternalID && len(found.linked)+len(found.namesakes) > 0 {
			return theOnlyOne(found.ours, externalID)
		}
		switch {
		case len(found.linked) > 0:
			return theOnlyOne(found.linked, externalID)
		case len(found.namesakes) > 0:
			namesakes, reason = found.namesakes, "account is not linked"
		case found.taken:
			reason = "userName has another externalId"
		case reason == "":
			reason = "no such resource"
		}
	}
	switch {
	case nameDecides && len(namesakes) > 0:
		return theOnlyOne(namesakes, externalID)
	case refused != nil && reason == "":
		// That the server refuses to look does not mean that it has no such user.
		return finding{}, refused
	case reason == "":
		reason = "no key to look it up by"
	}
	return finding{reason: reason}, nil
}

// sorted are the results of a look-up, by what they are to the user.
type sorted struct {
	linked, namesakes []*Object
	ours              []*Object // both, in the order of the answer
	taken             bool
}

func (s *sorted) add(resource *Object, is standing) {
	switch is {
	case linked:
		s.linked = append(s.linked, resource)
		s.ours = append(s.ours, resource)
	case namesake:
		s.namesakes = append(s.namesakes, resource)
		s.ours = append(s.ours, resource)
	case taken:
		s.taken = true
	}
}

// lookups are the keys of match.by that there is a value for, and last the former name.
func (d *delivery) lookups(externalID any) []lookup {
	name := valueAt(d.scim, "userName")
	var lookups []lookup
	byName := false
	for _, key := range d.mapping.Match.By {
		value := externalID
		if key.Value == mapping.ByUserName {
			value, byName = name, true
		}
		if !isFalsy(value) {
			lookups = append(lookups, lookup{attribute: key.Value, value: value, name: name})
		}
	}
	if former := d.formerName(name); byName && !isFalsy(former) {
		lookups = append(lookups, lookup{attribute: mapping.ByUserName, value: former, name: former, former: true})
	}
	return lookups
}

// formerName is the user's name before the change that the event tells of, where it was
// another one. A profile that the mapping could make nothing of has left no name.
func (d *delivery) formerName(name any) any {
	if d.formerly == nil {
		return nil
	}
	before, err := d.formerly()
	if err != nil {
		return nil
	}
	former := valueAt(before, "userName")
	if sameUserName(former, name) {
		return nil
	}
	return former
}

// theOnlyOne is the resource that counts. Of two, one is the wrong one.
func theOnlyOne(verified []*Object, externalID any) (finding, error) {
	ids := make([]string, len(verified))
	for i, resource := range verified {
		ids[i] = idOf(resource)
	}
	if len(ids) > 1 {
		return finding{}, &actionError{fmt.Sprintf("ambiguous user, ids %s", strings.Join(ids, ","))}
	}
	if ids[0] == "" {
		return finding{}, &actionError{"invalid response shape: user without usable id"}
	}
	is := standingOf(verified[0], externalID, "")
	return finding{id: ids[0], resource: verified[0], linked: is == linked}, nil
}
