package fuzz

import (
	"fmt"
	"strings"
)

// textFields are declared fields that hold text.
var textFields = []string{
	"user.email", "user.name", "user.given_name", "user.family_name", "user.nickname", "user.username",
	"user.phone_number", "user.picture", "user.user_id", "user.created_at", "user.last_ip", "connection.name", "connection.strategy",
}

// openFields are what only the event knows the type of.
var openFields = []string{
	"user.user_metadata.title", "user.app_metadata.dept", "user.user_metadata.phone", "user.app_metadata.address.city",
	`user.user_metadata["display-name"]`, "user.app_metadata.?manager", "user.identities[0].provider", "user.identities[1].user_id",
	"user.identities[0].profileData.email", "user.app_metadata.roles[0]", "user.app_metadata.roles[1]", "user.user_metadata.level",
}

// expression draws expressions.
type expression struct{ *choices }

// text is an expression that comes to a text, or to what only the event tells.
func (e expression) text(depth int) string {
	if depth == 0 || e.below(3) == 0 {
		if e.once(3) {
			return of(e.choices, openFields...)
		}
		return of(e.choices, textFields...)
	}
	inner := func() string { return e.text(depth - 1) }
	switch e.below(17) {
	case 0:
		return e.operand(depth) + ".trim()"
	case 1:
		return e.operand(depth) + ".lowerAscii()"
	case 2:
		return e.operand(depth) + ".upperAscii()"
	case 3:
		return e.operand(depth) + of(e.choices, `.split("@")[0]`, `.split(" ")[1]`, `.split("")[0]`, `.split("a", 2)[1]`)
	case 4:
		return e.operand(depth) + of(e.choices, `.replace("a", "b")`, `.replace(" ", "")`, `.replace("", "-")`, `.replace("e", "$&", 1)`)
	case 5:
		return e.operand(depth) + of(e.choices, ".substring(0, 1)", ".substring(2)", ".charAt(0)", ".reverse()")
	case 6:
		return "(" + inner() + of(e.choices, ` + " " + `, ` + "." + `, " + ") + inner() + ")"
	case 7:
		return "(" + e.bool(depth-1) + " ? " + inner() + " : " + of(e.choices, `""`, `"none"`, inner()) + ")"
	case 8:
		return "coalesce(" + inner() + ", " + inner() + ")"
	case 9:
		return of(e.choices, "asciiFold", "titleCase", "digits", "emailLocal", "emailDomain") + "(" + inner() + ")"
	case 10:
		return "tables.dept[?" + inner() + "]" + of(e.choices, "", `.orValue("Other")`)
	case 11:
		return "string(" + of(e.choices, "user.logins_count", "size("+inner()+")", "user.blocked", "user.logins_count / 2", "user.user_metadata.level") + ")"
	case 12:
		return "user.?" + of(e.choices, "nickname", "email", "phone_number") + of(e.choices, "", `.orValue("-")`)
	case 13:
		return `user.app_metadata.roles.join(",")`
	case 14:
		return "user.app_metadata.roles.filter(r, r != " + of(e.choices, `"admin"`, inner()) + ")[0]"
	case 15:
		return of(e.choices, `(has(user.created_at) ? string(timestamp(user.created_at).getFullYear()) : "")`, `string(timestamp(user.updated_at))`,
			`string(has(user.created_at) && timestamp(user.user_metadata.hired) > timestamp(user.created_at))`)
	}
	return "cel.bind(v, " + inner() + `, v != "" ? v : ` + inner() + ")"
}

// operand is an expression that a method can be called on.
func (e expression) operand(depth int) string {
	text := e.text(depth - 1)
	if strings.ContainsAny(text, "?+ ") && !strings.HasSuffix(text, ")") || strings.Contains(text, ".?") {
		return "string(" + text + `)`
	}
	return text
}

// bool is an expression that is true or false.
func (e expression) bool(depth int) string {
	simple := []string{
		"!user.blocked", "user.email_verified", "has(user.email)", "user.app_metadata.staff == true", "user.logins_count > 3",
		`"admin" in user.app_metadata.roles`, `connection.name == "Users"`, `user.app_metadata.roles.exists(r, r == "admin")`,
		"has(user.user_metadata.title)", "user.identities.exists(i, i.isSocial)", `user.identities.all(i, i.provider == "auth0")`,
	}
	if depth <= 0 || e.below(2) == 0 {
		return of(e.choices, simple...)
	}
	switch e.below(8) {
	case 0:
		return e.operand(depth) + of(e.choices, `.endsWith("@example.com")`, `.startsWith("A")`, `.contains("a")`, `.matches("^[a-z]+@")`)
	case 1:
		return "(" + e.text(depth-1) + of(e.choices, " == ", " != ", " < ", " >= ") + of(e.choices, `"admin"`, `""`, e.text(depth-1)) + ")"
	case 2:
		return "(" + e.bool(depth-1) + " && " + e.bool(depth-1) + ")"
	case 3:
		return "(" + e.bool(depth-1) + " || " + e.bool(depth-1) + ")"
	case 4:
		return "!(" + e.bool(depth-1) + ")"
	case 5:
		return "size(" + e.text(depth-1) + ")" + of(e.choices, " > 3", " == 0", " < 100")
	case 6:
		return fmt.Sprintf("user.logins_count %s %d", of(e.choices, "+ 1 >", "* 2 ==", "% 2 ==", "- 1 <"), e.below(10))
	}
	return "(" + e.bool(depth-1) + " ? " + e.bool(depth-1) + " : " + e.bool(depth-1) + ")"
}
