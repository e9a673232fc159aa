package source_test

import (
	"fmt"
	"testing"

	"github.com/scimwright/scimwright/generator/source"
)

func TestNearestGuessesWhatWasMeant(t *testing.T) {
	for _, c := range []struct {
		name       string
		candidates []string
		want       string // "" where no guess is wanted
	}{
		{"emial", []string{"name", "email", "phone"}, "email"},      // a swap is one change
		{"mail", []string{"emails", "email"}, "email"},              // the nearer wins, not the first
		{"usrName", []string{"userName", "userNames"}, "userName"},  // a letter left out
		{"UserName", []string{"userName"}, "userName"},              // case aside
		{"ab", []string{"ax", "ay"}, "ax"},                          // a tie: the first
		{"title", []string{"locale", "timezone"}, ""},               // too far
		{"a", []string{"b"}, ""},                                    // nothing in common
		{"", []string{"a"}, ""},                                     // nothing to go by
		{"naïve", []string{"naive"}, "naive"},                       // letters, not bytes
		{"formated", []string{"formatted", "format"}, "formatted"},  // doubled letter
		{"email", nil, ""},                                          // no candidates
		{"verylongattributename", []string{"short", "v"}, ""},       // lengths too different
		{"phoneNumber", []string{"phoneNumbers"}, "phoneNumbers"},   // a plural
		{"user.name", []string{"userName", "username"}, "userName"}, // punctuation is a letter
		{"constructor", []string{"contractor", "x"}, "contractor"},  // near although longer
		{"__proto__", []string{"photos", "profileUrl"}, ""},         // no guess from noise
		{"externalid", []string{"externalId", "id"}, "externalId"},  // exact but for case
		{"idd", []string{"id"}, "id"},                               // short names may differ by one
		{"xyz", []string{"abc"}, ""},                                // short names may not differ by all
	} {
		got, ok := source.Nearest(c.name, c.candidates)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Nearest(%q, %q) = %q, %v; want %q", c.name, c.candidates, got, ok, c.want)
		}
	}
}

func ExampleNearest() {
	if name, ok := source.Nearest("emial", []string{"name", "email"}); ok {
		fmt.Printf("did you mean %q?\n", name)
	}
	// Output: did you mean "email"?
}
