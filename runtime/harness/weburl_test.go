package harness

import "testing"

// FuzzParseWebURL holds the parser to what every URL promises: what it writes
// it reads again, and writes alike.
func FuzzParseWebURL(f *testing.F) {
	for _, seed := range []string{
		"https://example.com/a/../b?c#d", "http://user:p@[::1]:80/%2e%2e", "foo:/..//x", "file:///C|/x", "mailto:a b",
		`https:\\0x7f.1\..\`, "https://bücher.example:443", "a:b@c://d", "//x", "https://%zz", "http://1.2.3.4.", "web+demo:/.//not-a-host/",
	} {
		f.Add(seed, "https://base.example/x/y?z")
	}
	f.Fuzz(func(t *testing.T, input, base string) {
		against, _ := parseWebURL(base, nil)
		u, ok := parseWebURL(input, against)
		if !ok {
			return
		}
		written := u.String()
		again, ok := parseWebURL(written, nil)
		if !ok {
			t.Fatalf("%q against %q is written as %q, which does not parse", input, base, written)
		}
		if again.String() != written {
			t.Fatalf("%q against %q is written as %q, and then as %q", input, base, written, again)
		}
	})
}
