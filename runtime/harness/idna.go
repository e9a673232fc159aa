package harness

import (
	"strings"

	"golang.org/x/net/idna"
)

// uts46 is how hosts are made ASCII (URL standard, section 3.3): UTS #46
// without transitional processing, and lenient about hyphens and lengths.
var uts46 = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.CheckHyphens(false),
	idna.StrictDomainName(false), idna.VerifyDNSLength(false), idna.BidiRule(), idna.CheckJoiners(true))

// domainToASCII returns a domain in ASCII and in lower case.
func domainToASCII(domain string) (string, bool) {
	for i := range len(domain) {
		if domain[i] >= 0x80 {
			ascii, err := uts46.ToASCII(domain)
			return ascii, err == nil && ascii != ""
		}
	}
	return strings.ToLower(domain), true
}
