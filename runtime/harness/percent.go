package harness

import "strings"

// The sets of ASCII characters that are percent-encoded in the parts of a URL
// (URL standard, section 1.3). Controls and all beyond ASCII always are.
const (
	controlEncoded      = ""
	fragmentEncoded     = " \"<>`"
	queryEncoded        = " \"#<>"
	specialQueryEncoded = queryEncoded + "'"
	pathEncoded         = queryEncoded + "?`{}"
	userinfoEncoded     = pathEncoded + "/:;=@[\\]^|"
	formEncoded         = userinfoEncoded + "$&+,%!'()~"
)

// percentEncode encodes the UTF-8 of s, save what is allowed to stand.
func percentEncode(s, set string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte(set, c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
