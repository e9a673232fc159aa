package expr

import (
	"strconv"
	"strings"
)

// ZoneOffset is how many minutes a constant time zone is east of UTC. A zone is
// UTC, or an offset as CEL takes it: "+02:00", "-8:30"; false for any other.
func ZoneOffset(name string) (minutes int, ok bool) {
	if name == "UTC" || name == "" {
		return 0, true
	}
	hours, rest, ok := strings.Cut(name, ":")
	if !ok {
		return 0, false
	}
	h, err := strconv.Atoi(hours)
	if err != nil || h < -23 || h > 23 {
		return 0, false
	}
	m, err := strconv.Atoi(rest)
	if err != nil || m < 0 || m > 59 {
		return 0, false
	}
	if name[0] == '-' {
		m = -m
	}
	return h*60 + m, true
}
