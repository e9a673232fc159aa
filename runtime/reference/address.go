package reference

import "strings"

// emailLocal returns what is before the last "@" of an address.
func emailLocal(address string) (string, bool) {
	local, _, ok := cutAddress(address)
	return local, ok
}

// emailDomain returns what is behind the last "@" of an address, in the case
// that it has there.
func emailDomain(address string) (string, bool) {
	_, domain, ok := cutAddress(address)
	return domain, ok
}

// cutAddress finds nothing in a text without "@" or with nothing on one of its
// sides: half of an address would be taken for a whole one further on.
func cutAddress(address string) (local, domain string, ok bool) {
	at := strings.LastIndexByte(address, '@')
	if at <= 0 || at == len(address)-1 {
		return "", "", false
	}
	return address[:at], address[at+1:], true
}
