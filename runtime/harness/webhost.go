package harness

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// parseHost parses a host (URL standard, section 3.5) and returns it as it is
// written. Names beyond ASCII are turned into their ASCII form.
func parseHost(host string, special bool) (string, bool) {
	if strings.HasPrefix(host, "[") {
		inner, ok := strings.CutSuffix(host[1:], "]")
		if !ok {
			return "", false
		}
		return parseIPv6(inner)
	}
	if !special {
		if strings.ContainsAny(host, "\x00\t\n\r #/:<>?@[\\]^|") {
			return "", false
		}
		return percentEncode(host, controlEncoded), true
	}
	decoded, err := url.PathUnescape(escapeStrayPercents(host))
	if err != nil {
		return "", false
	}
	ascii, ok := domainToASCII(decoded)
	if !ok {
		return "", false
	}
	for i := range len(ascii) {
		if c := ascii[i]; c <= ' ' || c == 0x7f || strings.IndexByte("#/:<>?@[\\]^|%", c) >= 0 {
			return "", false
		}
	}
	if endsInNumber(ascii) {
		return parseIPv4(ascii)
	}
	return ascii, true
}

func parseIPv6(s string) (string, bool) {
	address, err := netip.ParseAddr(s)
	if err != nil || !address.Is6() || address.Zone() != "" {
		return "", false
	}
	if !address.Is4In6() {
		return "[" + address.String() + "]", true
	}
	// netip writes the last four bytes in decimal, the standard does not.
	b := address.As16()
	high, low := uint16(b[12])<<8|uint16(b[13]), uint16(b[14])<<8|uint16(b[15])
	return "[::ffff:" + strconv.FormatUint(uint64(high), 16) + ":" + strconv.FormatUint(uint64(low), 16) + "]", true
}

// endsInNumber tells whether the last label makes the host an IPv4 address,
// for better or worse.
func endsInNumber(host string) bool {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := labels[len(labels)-1]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := parseIPv4Number(last)
	return ok
}

// parseIPv4 parses an address of one to four numbers, the last of which fills
// the rest: 127.1 is 127.0.0.1.
func parseIPv4(host string) (string, bool) {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	if len(labels) > 4 {
		return "", false
	}
	var address uint64
	for i, label := range labels {
		n, ok := parseIPv4Number(label)
		if !ok {
			return "", false
		}
		last := i == len(labels)-1
		if !last && n > 255 || last && n >= 1<<(8*(4-i)) {
			return "", false
		}
		if last {
			address += n
		} else {
			address += n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}).String(), true
}

// parseIPv4Number reads a decimal, octal (0…) or hexadecimal (0x…) number.
func parseIPv4Number(s string) (uint64, bool) {
	base := 10
	switch {
	case s == "":
		return 0, false
	case strings.HasPrefix(s, "0x"):
		s, base = s[2:], 16
	case len(s) > 1 && s[0] == '0':
		s, base = s[1:], 8
	}
	if s == "" {
		return 0, true
	}
	n, err := strconv.ParseUint(s, base, 40)
	return n, err == nil && s[0] != '+'
}
