package mapping

// Scope says which users are provisioned at all.
type Scope struct {
	Connections []String    // default of the secret SCIM_CONNECTION_ALLOWLIST; empty: all
	When        *Expression // a bool: whether the user is in scope; nil: every user is
	Outside     String      // what an update of a user outside leads to: [OutsideIgnore] …
}

// Values of [Scope].Outside.
const (
	OutsideIgnore     = "ignore"     // the resource stays as it is
	OutsideDeactivate = "deactivate" // it becomes inactive
	OutsideDelete     = "delete"
)

// Match says how the resource of a user is found.
type Match struct {
	By []String // keys in order of trial; defaults to externalId, then userName
}

// Keys of [Match].By.
const (
	ByExternalID = "externalId"
	ByUserName   = "userName"
)

// Create says what a created user leads to.
type Create struct {
	Conflict String // what to do about a 409: [ConflictVerify] …
	Lookup   String // whether the server is asked before the user is created: [LookupNever] …
}

// Values of [Create].Lookup.
const (
	LookupNever = "never"
	LookupFirst = "first" // for servers that take an externalId twice
)

// Values of [Create].Conflict.
const (
	ConflictVerify = "verify" // a duplicate when the resource is ours already, an error otherwise
	ConflictAdopt  = "adopt"  // the same, and a resource of that userName without externalId becomes ours
	ConflictFail   = "fail"   // an error at once
)

// Update says what an updated user leads to.
type Update struct {
	Method    String // [MethodPut] …
	Patch     String // how PATCH says it, with [MethodPatch]: [PatchPathless] …
	OpCase    String // how the operations of PATCH are spelled: [OpLower] …
	Clear     String // what becomes of a mapped attribute that is empty: [ClearKeep] …
	Missing   String // what to do when there is no resource: [MissingSkip] …
	Unchanged String // what to do when the resource holds it all already: [UnchangedSend] …
	Order     String // the mapped attribute that holds the profile's updated_at; "" for none
}

// Values of [Update].
const (
	MethodPut   = "put"   // replaces the resource
	MethodPatch = "patch" // changes what the mapping has
	MethodMerge = "merge" // reads, overlays and replaces the resource

	PatchPathless   = "pathless"   // one operation without a path
	PatchAttributes = "attributes" // one operation for each attribute

	OpLower       = "lower"       // replace, as RFC 7644 has it
	OpCapitalised = "capitalised" // Replace

	ClearKeep   = "keep"
	ClearRemove = "remove"

	MissingSkip   = "skip"
	MissingCreate = "create"
	MissingFail   = "fail"

	UnchangedSend = "send"
	UnchangedSkip = "skip"
)

// Delete says what a deleted user leads to.
type Delete struct {
	Action String // [DeleteDelete] …
}

// Values of [Delete].Action.
const (
	DeleteDelete     = "delete" // the resource is deleted
	DeleteDeactivate = "deactivate"
	DeleteIgnore     = "ignore"
)

// Auth says how requests authenticate.
type Auth struct {
	Type        String   // [AuthBearer] …
	Header      String   // name of the header that the secret SCIM_API_KEY goes into, with [AuthHeader]
	TokenURL    String   // default of the secret SCIM_TOKEN_URL, with [AuthOAuth2]; "" for none
	Scopes      []String // to ask for, with [AuthOAuth2]
	Credentials String   // how the client proves itself there: [CredentialsBody] …
}

// Values of [Auth].
const (
	AuthBearer = "bearer" // the secret SCIM_BEARER_TOKEN
	AuthBasic  = "basic"  // the secrets SCIM_USERNAME and SCIM_PASSWORD (RFC 7617)
	AuthHeader = "header" // the secret SCIM_API_KEY, in a header of its own
	AuthOAuth2 = "oauth2" // client credentials (RFC 6749 section 4.4)

	CredentialsBody  = "body"  // client_id and client_secret in the form
	CredentialsBasic = "basic" // in the header Authorization (RFC 6749 section 2.3.1)
)
