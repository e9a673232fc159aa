package reference

import "regexp"

// missing matches the errors of cel-go for a key or an index that is not there,
// which have no type that could be asked for. They are matched at their
// beginning: further on, an error may quote a text of the profile.
var missing = regexp.MustCompile(`^(no such key|index out of (bounds|range)|index '-?\d+' out of range)`)

// Missing tells whether an evaluation failed for want of a key or an index, so
// that its result is empty, rather than because of something wrong.
func Missing(err error) bool {
	return err != nil && missing.MatchString(err.Error())
}
