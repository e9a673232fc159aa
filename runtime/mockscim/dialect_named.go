package mockscim

import (
	"embed"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/scimwright/scimwright/generator/source"
)

// dialectFiles are the dialects that have a name. The file of each is called by it.
//
//go:embed dialects/*.json
var dialectFiles embed.FS

var namedDialects = sync.OnceValue(func() []Dialect {
	entries, err := dialectFiles.ReadDir("dialects")
	if err != nil {
		panic("mockscim: the dialects are not there: " + err.Error())
	}
	var all []Dialect
	for _, entry := range entries {
		text, err := dialectFiles.ReadFile("dialects/" + entry.Name())
		if err != nil {
			panic("mockscim: " + err.Error())
		}
		d, err := ParseDialect(text)
		if err != nil {
			panic("mockscim: dialects/" + entry.Name() + ": " + err.Error())
		}
		all = append(all, d)
	}
	return all
})

// Dialects returns the dialects that have a name, in the order of these.
func Dialects() []Dialect {
	all := make([]Dialect, 0, len(namedDialects()))
	for _, d := range namedDialects() {
		all = append(all, d.clone())
	}
	return all
}

// LookupDialect returns the dialect of that name. The error is a [*Problem] and
// says which one may be meant.
func LookupDialect(name string) (Dialect, error) {
	var names []string
	for _, d := range namedDialects() {
		if d.Name == name {
			return d.clone(), nil
		}
		names = append(names, d.Name)
	}
	p := &Problem{What: fmt.Sprintf("there is no dialect `%s`", name), Remedy: "the dialects are " + strings.Join(names, ", ")}
	if near, ok := source.Nearest(name, names); ok {
		p.Remedy = fmt.Sprintf("did you mean `%s`?", near)
	}
	return Dialect{}, p
}

// clone returns a copy that shares no map or list with the original.
func (d Dialect) clone() Dialect {
	d.Filters, d.Immutable = maps.Clone(d.Filters), maps.Clone(d.Immutable)
	d.FilterOperators, d.PatchOps = slices.Clone(d.FilterOperators), slices.Clone(d.PatchOps)
	d.Required, d.RateLimits = slices.Clone(d.Required), slices.Clone(d.RateLimits)
	return d
}

// CombineDialects returns a dialect with the switches of all. It fails, with a
// [*Problem], when two set one switch to different values.
func CombineDialects(dialects ...Dialect) (Dialect, error) {
	var all Dialect
	for i, d := range dialects {
		d = d.clone()
		if i == 0 {
			all = d
			continue
		}
		if p := all.take(d); p != nil {
			return Dialect{}, p
		}
	}
	return all, nil
}

// take sets the switches that d sets as well.
func (all *Dialect) take(d Dialect) *Problem {
	into, from := reflect.ValueOf(all).Elem(), reflect.ValueOf(d)
	names := [2]string{all.called(), d.called()}
	for i := range from.NumField() {
		key, _, _ := strings.Cut(from.Type().Field(i).Tag.Get("json"), ",")
		if p := combine(key, names, into.Field(i), from.Field(i)); p != nil {
			return p
		}
	}
	all.Name = names[0] + "+" + names[1]
	return nil
}

func (d *Dialect) called() string {
	if d.Name == "" {
		return "a dialect without a name"
	}
	return d.Name
}

// combine sets a field to what two dialects want of it.
func combine(key string, names [2]string, into, from reflect.Value) *Problem {
	union := key == "required" || key == "rateLimits"
	switch {
	case from.IsZero() || key == "name":
	case into.IsZero():
		into.Set(from)
	case key == "description" || key == "modelledOn":
		into.SetString(into.String() + " " + from.String())
	case key == "refusedCharacters":
		into.SetString(into.String() + from.String())
	case union:
		into.Set(reflect.AppendSlice(into, from))
	case into.Kind() == reflect.Map:
		for _, name := range from.MapKeys() {
			if had := into.MapIndex(name); had.IsValid() && had.Interface() != from.MapIndex(name).Interface() {
				return atOdds(key+"."+name.String(), names, had, from.MapIndex(name))
			}
			into.SetMapIndex(name, from.MapIndex(name))
		}
	case !reflect.DeepEqual(into.Interface(), from.Interface()):
		return atOdds(key, names, into, from)
	}
	return nil
}

func atOdds(key string, names [2]string, a, b reflect.Value) *Problem {
	return &Problem{
		Where:  key,
		What:   fmt.Sprintf("it is %v in %s and %v in %s", a.Interface(), names[0], b.Interface(), names[1]),
		Remedy: "leave one of them out",
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
