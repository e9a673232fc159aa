package schema

// note is what an editor tells of a key: a text that is shown while the mouse
// rests on it, and values that it offers.
type note struct {
	about    string
	examples []string
}

// notes hold what is told of each key, by its path. Of an attribute, the schema
// that defines it has a description, and the note here what a mapping can do with
// it; a note of "*.type" is for all sub-attributes of that name that have none of
// their own.
type notes map[string]note

var written = notes{
	"version": {about: "The version of the mapping language: 1."},
	"name":    {about: "What the mapping is called in the first line of its Action."},

	"user": {about: "The SCIM user that is sent. It looks like the JSON of a user, with an ${expression} over `user`, " +
		"the Auth0 profile, in place of each value. What comes to nothing is left out."},
	"user.externalId": {
		about:    "It finds the user again on the server. Without this key it is ${user.user_id}, which never changes.",
		examples: []string{"${user.user_id}"},
	},
	"user.userName":              {examples: []string{"${user.email}", "${user.email.lowerAscii()}", "${user.username}"}},
	"user.name.formatted":        {examples: []string{"${user.name}"}},
	"user.name.familyName":       {examples: []string{"${user.family_name}"}},
	"user.name.givenName":        {examples: []string{"${user.given_name}"}},
	"user.displayName":           {examples: []string{"${user.name}", "${user.given_name} ${user.family_name}"}},
	"user.nickName":              {examples: []string{"${user.nickname}"}},
	"user.title":                 {examples: []string{"${user.user_metadata.title}"}},
	"user.preferredLanguage":     {examples: []string{`${user.user_metadata.?locale.orValue("en")}`}},
	"user.locale":                {examples: []string{"${user.user_metadata.locale}"}},
	"user.timezone":              {examples: []string{"${user.user_metadata.zoneinfo}"}},
	"user.active":                {about: "Auth0 blocks a user instead of making it inactive.", examples: []string{"${!user.blocked}"}},
	"user.password":              {about: "Leave it out: Auth0's events never hold a password."},
	"user.emails.value":          {examples: []string{"${user.email}"}},
	"user.phoneNumbers.value":    {examples: []string{"${user.phone_number}", "${user.user_metadata.phone}"}},
	"user.photos.value":          {examples: []string{"${user.picture}"}},
	"user.x509Certificates.type": {about: "What the certificate is for."},

	"*.value":   {about: "An item whose `value` is empty is left out as a whole."},
	"*.primary": {about: "At most one item of the list is the primary one."},
	"*.type":    {about: "Servers may know more values than these."},

	"user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
		about: "The enterprise extension: what an organization knows of its people."},
	"user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.employeeNumber": {examples: []string{"${user.app_metadata.employee_number}"}},
	"user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.costCenter":     {examples: []string{"${user.app_metadata.cost_center}"}},
	"user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department":     {examples: []string{"${user.app_metadata.department}"}},
	"user.urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value": {
		about: "It is the id that the server knows the manager by, not Auth0's."},

	"tables": {about: "Lookup tables, for expressions: ${tables.dept[?user.app_metadata.dept].orValue(\"Other\")}. " +
		"Each is a map, under a name of your choice, of literals alone."},
	"schemas": {about: "JSON files of SCIM schemas, as the server has them under /Schemas, relative to the mapping. " +
		"They define extensions that `user` can then have.", examples: []string{"acme-user.schema.json"}},
	"functions": {about: "Functions of your own, in JavaScript or TypeScript, that expressions can call."},
	"functions.file": {about: "The module that exports the functions, relative to the mapping.",
		examples: []string{"helpers/phone.ts"}},
	"functions.exports": {about: "The types of each function, by its name: `toE164: (string, string) -> string`. " +
		"The types are bool, int, double, string, dyn, list(T) and map(string, T)."},

	"scope": {about: "Whose users are sent. Without it, all of them are."},
	"scope.connections": {about: "The connections whose users are sent, by their names in Auth0. " +
		"The secret SCIM_CONNECTION_ALLOWLIST of the Action has precedence."},
	"scope.when": {about: "A condition: the users for whom it is true are sent.",
		examples: []string{"${user.email_verified}"}},
	"scope.outside": {about: "What an update of a user who is not in scope (any more) leads to. `ignore`: nothing, the server keeps what it has; " +
		"`deactivate`: the account becomes inactive; `delete`: it is deleted."},
	"match": {about: "How the user of an event is found on the server."},
	"match.by": {about: "The attributes to search by, in this order. A user who is found by `userName` is taken for the " +
		"right one only when the rest proves it."},
	"create": {about: "What to do when a user signs up."},
	"create.conflict": {about: "What to do when the server has such a user already. `verify`: all is well when it is ours, and an error when it is not; " +
		"`adopt`: an account of that userName which has no externalId becomes ours; `fail`: it is an error in any case."},
	"create.lookup": {about: "Whether the server is asked before a user is created. `never`: a conflict tells; " +
		"`first`: yes, for servers that take the same externalId twice, where an event that comes twice could make a second account."},
	"update": {about: "What to do when a profile changes."},
	"update.method": {about: "How a user is changed. `put`: the resource is replaced as a whole; `patch`: what the mapping has is changed by PATCH; " +
		"`merge`: the resource is read, what the mapping has is laid over it, and the whole is put back."},
	"update.patch": {about: "With `method: patch`. `pathless`: one operation with all attributes; `attributes`: one operation with a path for each attribute."},
	"update.op_case": {about: "With `method: patch`. `lower`: operations are called `replace`, as RFC 7644 has it; " +
		"`capitalised`: `Replace`, for servers that insist on it."},
	"update.clear": {about: "With `method: patch` or `merge`. What becomes of an attribute that the mapping has no value for any more. " +
		"`keep`: it stays on the server; `remove`: it is removed."},
	"update.missing": {about: "What to do when the user is not on the server. `skip`: nothing; `create`: create it; " +
		"`fail`: fail, so that the event can be delivered again."},
	"update.unchanged": {about: "What to do when the server holds every value already. `send`: the update is sent all the same; `skip`: it is not."},
	"update.order": {about: "The attribute under `user` that holds ${user.updated_at}. An event that is older than what the server holds is then ignored.",
		examples: []string{"urn:acme:scim:schemas:1.0:User:updatedAt"}},
	"delete":        {about: "What to do when a user is deleted."},
	"delete.action": {about: "`delete`: the user is deleted on the server, too; `deactivate`: it becomes inactive; `ignore`: nothing."},
	"auth":          {about: "How requests prove who sends them."},
	"auth.type": {about: "`bearer`: by the token in the secret SCIM_BEARER_TOKEN; `basic`: by SCIM_USERNAME and SCIM_PASSWORD; " +
		"`header`: by SCIM_API_KEY in a header of its own; `oauth2`: by a token that SCIM_CLIENT_ID and SCIM_CLIENT_SECRET are exchanged for."},
	"auth.header": {about: "With `type: header`: the header that the secret SCIM_API_KEY goes into.", examples: []string{"X-Api-Key"}},
	"auth.token_url": {about: "With `type: oauth2`: where tokens are issued. The secret SCIM_TOKEN_URL has precedence, and is required without this key.",
		examples: []string{"https://idp.example.com/oauth2/token"}},
	"auth.scopes":      {about: "With `type: oauth2`: the scopes that a token is asked for."},
	"auth.credentials": {about: "With `type: oauth2`: how the client id and secret are sent. `body`: in the form; `basic`: in the header Authorization."},
	"transport":        {about: "How requests are sent."},
	"transport.timeout": {about: "How long one attempt may take. The secret SCIM_TIMEOUT_MS of the Action has precedence.",
		examples: []string{"1500ms", "3s"}},
	"transport.retries": {about: "How often a request that failed is sent again. The secret SCIM_MAX_RETRIES of the Action has precedence."},
	"transport.budget": {about: "How long an event may take in all. An event stream grants about 10 seconds.",
		examples: []string{"9s"}},
	"transport.content_type": {about: "The media type of what is sent. Some servers insist on `application/json`.",
		examples: []string{"application/scim+json", "application/json"}},
	"transport.headers": {about: "Further headers of each request, by their names. Nothing secret: it would stand in the Action's code."},
}
