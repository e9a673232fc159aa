package emit_test

import (
	"math"

	"pgregory.net/rapid"

	"github.com/scimwright/scimwright/generator/expr"
)

// This file draws profiles. Their declared fields have the types that Auth0
// declares, for any other fails the event as a whole; metadata holds anything.

// oddTexts are where texts go wrong: code points of two UTF-16 units, marks,
// letters whose case is several letters, text that looks like something else.
var oddTexts = []string{
	"", "a", "Hello", "l", "Ada Lovelace", "a@b@c.example", "@", "𝒜", "𝒜b𝒜", "e\u0301", "\uffff", "\ue000", "\u0085 x\ufeff",
	"ß", "ŉ", "İI", "ΑΣ", "ǆ", "$&", "ENG", "1", "-7", "1.5", "NaN", "true", "null", "toString", "__proto__", "\u2028", "\x00",
	"2025-01-01T00:00:00Z", "2024-02-29T23:59:59.5+02:00", "0001-01-01T00:00:00Z", "b", "x", "text", "map", "+44 20 7946-0000",
}

var oddNumbers = []float64{
	0, 1, 2, -1, 1.5, 0.1, -0.5, math.Copysign(0, -1), 1e6, 999999, 1e-5, 0.0001, 1e21, 1e308, -1e308, 5e-324, math.MaxFloat64,
	1<<53 - 1, 1 << 53, -(1<<53 - 1), -(1 << 53), 1<<53 + 2, 1 << 63, -(1 << 63), 1 << 64, 253402300799, 253402300800, 123456789.123,
}

var text = rapid.Custom(func(t *rapid.T) string {
	if index(t, 4) == 3 {
		return rapid.StringN(0, 4, -1).Draw(t, "text")
	}
	return oddTexts[index(t, len(oddTexts))]
})

// usual is what the keys of metadata that the grammar names mostly hold.
var usual = map[string]func(*rapid.T) any{
	"text": someText, "other": someText, "key": someText, "separator": someText, "time": someMoment, "a": someText,
	"number": someNumber, "double": someNumber, "x": someNumber,
	"index": func(t *rapid.T) any { return float64(index(t, 3)) },
	"yes":   someBool, "no": someBool,
	"list":    func(t *rapid.T) any { return someList(t, func(t *rapid.T) any { return someJSON(t, 1) }) },
	"texts":   func(t *rapid.T) any { return someList(t, someText) },
	"numbers": func(t *rapid.T) any { return someList(t, someNumber) },
	"map":     func(t *rapid.T) any { return someObject(t, 1) },
	"empty":   func(t *rapid.T) any { return []any{"", []any{}, map[string]any{}, nil}[index(t, 4)] },

	"constructor": func(t *rapid.T) any { return someJSON(t, 0) },
	"__proto__":   func(t *rapid.T) any { return someObject(t, 0) },
	"toString":    func(t *rapid.T) any { return someJSON(t, 0) },
}

var keys = []string{
	"text", "other", "number", "double", "yes", "no", "list", "texts", "numbers", "map", "key", "index", "separator", "empty",
	"time", "a", "x", "constructor", "__proto__", "toString",
}

func someText(t *rapid.T) any   { return text.Draw(t, "text") }
func someNumber(t *rapid.T) any { return oddNumbers[index(t, len(oddNumbers))] }
func someBool(t *rapid.T) any   { return bit.Draw(t, "bool") }

func someMoment(t *rapid.T) any {
	return []any{"2025-03-30T01:30:00.25+01:00", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "2025-01-01"}[index(t, 4)]
}

func someList(t *rapid.T, item func(*rapid.T) any) []any {
	list := make([]any, index(t, 4))
	for i := range list {
		list[i] = item(t)
	}
	return list
}

// someObject has some of the keys that expressions look for, and some others.
func someObject(t *rapid.T, depth int) map[string]any {
	object := map[string]any{}
	for range index(t, 4) {
		key := []string{"a", "b", "x", "text", "key", "constructor", "__proto__", "1", "𝒜"}[index(t, 9)]
		object[key] = someJSON(t, depth)
	}
	return object
}

// someJSON is any value, nested at most so deep.
func someJSON(t *rapid.T, depth int) any {
	kinds := 4
	if depth > 0 {
		kinds = 6
	}
	switch index(t, kinds) {
	case 0:
		return nil
	case 1:
		return someBool(t)
	case 2:
		return someNumber(t)
	case 3:
		return someText(t)
	case 4:
		return someList(t, func(t *rapid.T) any { return someJSON(t, depth-1) })
	}
	return someObject(t, depth-1)
}

func someMetadata(t *rapid.T) any {
	metadata := map[string]any{}
	for _, key := range keys {
		switch index(t, 8) {
		case 0, 1: // missing
		case 2:
			metadata[key] = someJSON(t, 3)
		default:
			metadata[key] = usual[key](t)
		}
	}
	return metadata
}

// profiles draws users, and the connections that they come from.
var profiles = rapid.Custom(func(t *rapid.T) profile {
	p := profile{User: someFields(t, expr.UserType)}
	p.User["user_id"] = "auth0|1"
	if bit.Draw(t, "connection") {
		p.Connection = map[string]any{"name": someText(t), "strategy": someText(t)}
	}
	return p
})

// someFields draws declared fields: some are absent, and some are null.
func someFields(t *rapid.T, object string) map[string]any {
	fields := map[string]any{}
	for _, f := range expr.Fields(object) {
		switch index(t, 8) {
		case 0:
		case 1:
			fields[f.Name] = nil
		default:
			fields[f.Name] = someField(t, f)
		}
	}
	return fields
}

func someField(t *rapid.T, f expr.Field) any {
	switch f.Name {
	case "identities":
		identities := make([]any, index(t, 3))
		for i := range identities {
			identities[i] = someFields(t, expr.IdentityType)
		}
		return identities
	case "multifactor":
		return someList(t, someText)
	case "logins_count":
		return []any{0.0, 1.0, 7.0, -3.0, float64(1<<53 - 1), float64(-(1<<53 - 1))}[index(t, 6)]
	case "user_metadata", "app_metadata", "profileData":
		return someMetadata(t)
	case "created_at", "updated_at", "last_login":
		return someMoment(t)
	case "blocked", "email_verified", "phone_verified", "isSocial":
		return someBool(t)
	}
	if f.Type.String() == "dyn" { // the user_id of an identity
		return []any{"2", 42.0, "text"}[index(t, 3)]
	}
	return someText(t)
}
