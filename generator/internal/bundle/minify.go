package bundle

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Minify returns the smallest form of an Action, behind its banner, and a
// source map (version 3, JSON) that leads from it back to the readable form.
func Minify(banner, code, sourceName string) (minified, sourceMap string, err error) {
	stand, err := standInFor(code)
	if err != nil {
		return "", "", err
	}
	options := api.TransformOptions{
		Banner:            banner,
		Format:            api.FormatCommonJS,
		Target:            target,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		TreeShaking:       api.TreeShakingTrue,
		LegalComments:     api.LegalCommentsEndOfFile, // of packages, whose licences ask for it
		Sourcemap:         api.SourceMapExternal,
		Sourcefile:        sourceName,
		LogLevel:          api.LogLevelSilent,
	}
	result := api.Transform(stand.put(code), options)
	if holdsToken(string(result.Code)) {
		// Two constants that esbuild joined made a token. No mark, no token; the
		// price is a source map that is some columns off in the lines concerned.
		result = api.Transform(stand.put(stand.marks(code)), options)
	}
	if err := firstError(result.Errors); err != nil {
		return "", "", err
	}
	return stand.take(string(result.Code)), stand.takeSource(string(result.Map)), nil
}

// holdsToken tells of the marks between which auth0-deploy-cli expects the name
// of something to put there: ##NAME##, @@NAME@@.
func holdsToken(code string) bool {
	return strings.Contains(code, "##") || strings.Contains(code, "@@")
}

// standIn keeps the escapes \u0000 to \u007f, which the emitter writes for
// what must not stand in the file as it is. esbuild would print the characters
// themselves; private ones, which stand in for them meanwhile, it prints as
// escapes of the same length, so that the source map stays right.
type standIn struct{ page string } // first two digits of the private characters

var (
	escapes   = regexp.MustCompile(`(?s)\\(?:u[0-9A-Fa-f]{4}|.)`)
	lowPage   = regexp.MustCompile(`^\\u00[0-7]`)
	firstPage = 0xe0
	lastPage  = 0xf8
)

// standInFor finds private characters that the code does not hold itself.
func standInFor(code string) (standIn, error) {
	for page := firstPage; page <= lastPage; page++ {
		digits := fmt.Sprintf("%02X", page)
		used := strings.Contains(strings.ToUpper(code), `\U`+digits)
		for _, r := range code {
			used = used || int(r)>>8 == page
		}
		if !used {
			return standIn{digits}, nil
		}
	}
	return standIn{}, fmt.Errorf("minifying the Action: the mapping holds characters of every private page")
}

// marks escapes every # and @. They stand in strings, regular expressions and
// comments alone, and mean the same there.
func (s standIn) marks(code string) string {
	return strings.NewReplacer("#", `\u0023`, "@", `\u0040`).Replace(code)
}

func (s standIn) put(code string) string {
	return escapes.ReplaceAllStringFunc(code, func(escape string) string {
		if !lowPage.MatchString(escape) {
			return escape
		}
		return `\u` + s.page + escape[4:]
	})
}

func (s standIn) take(code string) string {
	return escapes.ReplaceAllStringFunc(code, func(escape string) string {
		if len(escape) != len(`\u0000`) || !strings.EqualFold(escape[2:4], s.page) {
			return escape
		}
		return `\u00` + escape[4:]
	})
}

// takeSource does the same to the text that the source map quotes, where each
// backslash is escaped once more.
func (s standIn) takeSource(sourceMap string) string {
	quoted := regexp.MustCompile(`(?i)\\\\u` + s.page + `([0-7])`)
	return quoted.ReplaceAllString(sourceMap, `\\\\u00$1`)
}
