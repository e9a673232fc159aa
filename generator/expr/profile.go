package expr

import (
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Names of the object types that expressions meet. A dot keeps them apart from
// anything that a mapping can name.
const (
	UserType       = "auth0.User"
	IdentityType   = "auth0.Identity"
	ConnectionType = "auth0.Connection"
	TablesType     = "mapping.Tables"
)

// Field is a declared field of a profile object.
type Field struct {
	Name string
	Type *types.Type
}

// openMap is a JSON object whose keys nobody declares: metadata.
var openMap = types.NewMapType(types.StringType, types.DynType)

// objects declares the fields of each object type: those of Auth0's catalogue
// of user events. A user_id of an identity is a string or an integer there.
var objects = map[string][]Field{
	UserType: {
		{"user_id", types.StringType},
		{"email", types.StringType},
		{"email_verified", types.BoolType},
		{"username", types.StringType},
		{"phone_number", types.StringType},
		{"phone_verified", types.BoolType},
		{"name", types.StringType},
		{"nickname", types.StringType},
		{"given_name", types.StringType},
		{"family_name", types.StringType},
		{"picture", types.StringType},
		{"created_at", types.StringType},
		{"updated_at", types.StringType},
		{"last_login", types.StringType},
		{"last_ip", types.StringType},
		{"logins_count", types.IntType},
		{"blocked", types.BoolType},
		{"multifactor", types.NewListType(types.StringType)},
		{"identities", types.NewListType(types.NewObjectType(IdentityType))},
		{"user_metadata", openMap},
		{"app_metadata", openMap},
	},
	IdentityType: {
		{"connection", types.StringType},
		{"user_id", types.DynType},
		{"provider", types.StringType},
		{"isSocial", types.BoolType},
		{"profileData", openMap},
	},
	ConnectionType: {
		{"name", types.StringType},
		{"strategy", types.StringType},
	},
}

// variables are the names that an expression starts from.
var variables = []Field{
	{"user", types.NewObjectType(UserType)},
	{"connection", types.NewObjectType(ConnectionType)},
}

// Fields returns the declared fields of an object type, in the order of Auth0's
// catalogue; nil for a type that has none.
func Fields(objectType string) []Field {
	return slices.Clone(objects[objectType])
}

// IsOptional tells whether a type is optional_type(T), the type of user.?email.
func IsOptional(t *types.Type) bool {
	return t != nil && t.Kind() == types.OpaqueKind && t.TypeName() == "optional_type"
}

func names(fields []Field) []string {
	result := make([]string, len(fields))
	for i, f := range fields {
		result[i] = f.Name
	}
	return result
}

// provider tells the type-checker of objects with declared fields. It knows
// types only: whoever evaluates brings values of its own.
type provider struct {
	*types.Registry
	objects map[string][]Field
}

func (p provider) FindStructType(name string) (*types.Type, bool) {
	if _, ok := p.objects[name]; ok {
		return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
	}
	return p.Registry.FindStructType(name)
}

func (p provider) FindStructFieldNames(name string) ([]string, bool) {
	if fields, ok := p.objects[name]; ok {
		return names(fields), true
	}
	return p.Registry.FindStructFieldNames(name)
}

func (p provider) FindStructFieldType(object, name string) (*types.FieldType, bool) {
	fields, ok := p.objects[object]
	if !ok {
		return p.Registry.FindStructFieldType(object, name)
	}
	for _, f := range fields {
		if f.Name == name {
			return &types.FieldType{Type: f.Type}, true
		}
	}
	return nil, false
}

// NewValue refuses to build profile objects: they come from events alone.
func (p provider) NewValue(name string, fields map[string]ref.Val) ref.Val {
	if _, ok := p.objects[name]; ok {
		return types.NewErr("%s cannot be constructed", name)
	}
	return p.Registry.NewValue(name, fields)
}
