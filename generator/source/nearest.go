package source

import "strings"

// Nearest returns the candidate that a misspelt name most likely means, for
// "did you mean". The second result is false when no candidate is near enough
// to be worth a guess: more than a third of the letters would have to change.
//
// Nearness is the number of letters to insert, delete, replace or swap with
// their neighbour, letter case aside; of equally near candidates the first wins.
func Nearest(name string, candidates []string) (string, bool) {
	best, found, least := "", false, 0
	folded := []rune(strings.ToLower(name))
	for _, c := range candidates {
		other := []rune(strings.ToLower(c))
		limit := max(1, max(len(folded), len(other))/3)
		if found {
			limit = min(limit, least-1)
		}
		if c == "" || len(other)-len(folded) > limit || len(folded)-len(other) > limit {
			continue
		}
		if d := editDistance(folded, other); d <= limit && d < max(len(folded), len(other)) {
			best, found, least = c, true, d
		}
	}
	return best, found
}

// editDistance is the Damerau-Levenshtein distance in its restricted form
// (optimal string alignment), kept in three rows.
func editDistance(a, b []rune) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
