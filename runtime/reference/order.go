package reference

import (
	"math"
	"regexp"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
)

// ordered tells whether resources remember as of when they are.
func (d *delivery) ordered() bool { return d.mapping.Update.Order.Value != "" }

// orderPath is the attribute that they remember it in.
func (d *delivery) orderPath() []string {
	return mapping.SplitPath(d.mapping.Update.Order.Value)
}

// isStale tells whether a resource is from later than the event.
func (d *delivery) isStale(resource *Object) bool {
	return d.ordered() && timeOf(attributeAt(resource, d.orderPath())) > timeOf(attributeAt(d.scim, d.orderPath()))
}

// isBehind tells whether a resource is from before the event.
func (d *delivery) isBehind(resource *Object) bool {
	return d.ordered() && timeOf(attributeAt(resource, d.orderPath())) < timeOf(attributeAt(d.scim, d.orderPath()))
}

// stamp has the SCIM user tell that it is as of a time.
func (d *delivery) stamp(at any) {
	if text, ok := at.(string); !ok || text == "" {
		return
	}
	path := d.orderPath()
	if len(path) == 1 {
		d.scim.Set(path[0], at)
		return
	}
	extension := &Object{}
	if had, _ := d.scim.Get(path[0]); had != nil {
		extension = had.(*Object).copied()
	}
	extension.Set(path[1], at)
	d.scim.Set(path[0], extension)
}

// orderOf is the attribute that tells as of when the SCIM user is, and nothing else.
func (d *delivery) orderOf() *Object {
	o := &Object{}
	if !d.ordered() {
		return o
	}
	path := d.orderPath()
	value, ok := d.scim.Get(path[0])
	switch {
	case !ok:
	case len(path) == 1:
		o.Set(path[0], value)
	default:
		sub := &Object{}
		if told, ok := value.(*Object).Get(path[1]); ok {
			sub.Set(path[1], told)
		}
		o.Set(path[0], sub)
	}
	return o
}

// dateTime is how times are written (RFC 7643 section 2.3.5). Without a zone it is UTC.
var dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$`)

// timeOf is a time in milliseconds. What is no time is NaN, which is neither before nor
// after anything: nobody knows, and the event is taken.
func timeOf(value any) float64 {
	text, ok := value.(string)
	if !ok || !dateTime.MatchString(text) {
		return math.NaN()
	}
	if !strings.HasSuffix(text, "Z") && !strings.ContainsAny(text[len("2006-01-02"):], "+-") {
		text += "Z"
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return math.NaN()
	}
	return float64(at.UnixMilli())
}
