package reference

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// Reference evaluates a mapping. It is immutable, and safe for concurrent use, unless
// [Options].Observe is set.
type Reference struct {
	mapping *mapping.Mapping
	user    *object
	scope   *hole // nil where every user is in scope
	reader  profileReader
	tables  *record
	paths   mappedPaths
}

// Options of [New].
type Options struct {
	// Functions calls the functions of the mapping's own. It is needed where there are
	// any, and is called by one evaluation at a time.
	Functions Caller

	// Observe is told of every evaluation of an expression, as it ends. A reference that
	// is observed is slower, and not safe for concurrent use.
	Observe func(*Evaluation)
}

// New prepares a mapping that [generator.Check] found no error in, and the checked
// expressions of it. An error means that one of them cannot be evaluated: that the
// mapping has functions of its own and nothing to call them with, or a defect of this
// package.
//
// [generator.Check]: https://pkg.go.dev/github.com/scimwright/scimwright/generator#Check
func New(m *mapping.Mapping, table expr.Table, options Options) (*Reference, error) {
	if m.User == nil {
		return nil, errors.New("the mapping makes no user: it has to be checked first")
	}
	env, err := environment(m, options.Functions)
	if err != nil {
		return nil, err
	}
	b := &builder{env: env, table: table, read: map[string]map[string]bool{expr.IdentityType: {}}}
	if options.Observe != nil {
		b.observed = &observed{tell: options.Observe}
	}
	// Without an externalId of the mapping's own, it is the user_id.
	b.read[expr.UserType] = map[string]bool{"user_id": m.User.Attribute("externalId") == nil}
	r := &Reference{mapping: m, tables: tablesOf(m.Tables), paths: pathsOf(m)}
	if r.user, err = b.user(m.User); err != nil {
		return nil, err
	}
	if when := m.Scope.When; when != nil {
		if r.scope, err = b.hole(when, "scope.when"); err != nil {
			return nil, err
		}
	}
	r.reader = profileReader{newShape(expr.UserType, b.read[expr.UserType]), newShape(expr.IdentityType, b.read[expr.IdentityType])}
	return r, nil
}

// standard is what every mapping has. It is made once, on first use.
var standard = sync.OnceValues(func() (*cel.Env, error) {
	labelShared()
	return cel.NewCustomEnv(cel.StdLib(), ext.Strings(ext.StringsVersion(4)), ext.Lists(ext.ListsVersion(2)),
		cel.OptionalTypes(cel.OptionalTypesVersion(2)), Library())
})

// labelShared labels the two errors that all evaluations of cel-go share. It would do
// so when one first meets them, and two that run side by side would both write.
func labelShared() {
	types.LabelErrNode(1, types.NoSuchOverloadErr())
	types.LabelErrNode(1, types.Int(maxInt64).ConvertToType(types.TimestampType))
}

const maxInt64 = 1<<63 - 1

func environment(m *mapping.Mapping, caller Caller) (*cel.Env, error) {
	env, err := standard()
	if err != nil {
		return nil, fmt.Errorf("the CEL environment cannot be made: %w", err)
	}
	functions := expr.DeclarationsOf(m).Functions
	switch {
	case len(functions) == 0:
		return env, nil
	case caller == nil:
		return nil, fmt.Errorf("the mapping has functions of its own, such as %s, and nothing is given to call them with", functions[0].Name)
	}
	return env.Extend(Functions(context.Background(), functions, &oneAtATime{caller: caller}))
}

// oneAtATime is a caller that needs not be safe for concurrent use.
type oneAtATime struct {
	mu     sync.Mutex
	caller Caller
}

func (c *oneAtATime) Call(ctx context.Context, name string, args ...any) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.caller.Call(ctx, name, args...)
}

// User makes the SCIM user of an Auth0 profile: attributes that are empty are left
// out, and schemas are those that have a value (RFC 7643 section 3). Its error is a
// [*MappingError].
func (r *Reference) User(profile *Object, from Connection) (*Object, error) {
	v, err := r.variables(profile, from)
	if err != nil {
		return nil, err
	}
	return r.document(v)
}

// InScope tells whether the mapping is about a user at all: its scope.when. A user of
// whom the condition cannot be told, for a key is missing, is not. Its error is a
// [*MappingError].
func (r *Reference) InScope(profile *Object, from Connection) (bool, error) {
	v, err := r.variables(profile, from)
	if err != nil {
		return false, err
	}
	return r.inScope(v)
}

// variables reads a profile for the expressions of the mapping.
func (r *Reference) variables(profile any, from Connection) (*variables, error) {
	user, err := r.reader.read(profile)
	if err != nil {
		return nil, err
	}
	return &variables{user: user, connection: from.record(), tables: r.tables}, nil
}

func (r *Reference) inScope(v *variables) (bool, error) {
	if r.scope == nil {
		return true, nil
	}
	value, err := r.scope.evaluate(v)
	if err != nil {
		return false, err
	}
	in, ok := value.(bool)
	if value != nil && !ok {
		return false, r.scope.problem("no such overload", nil)
	}
	return in, nil
}

// document is the resource as it is sent, schemas first.
func (r *Reference) document(v *variables) (*Object, error) {
	document := &Object{members: make([]member, 0, len(r.user.attributes)+2)}
	schemas := []any{scim.UserURN}
	document.add("schemas", nil)
	if r.mapping.User.Attribute("externalId") == nil {
		// Without it nobody could tell whose account a resource is.
		if id, ok := v.user.Get(userID).(types.String); ok && id != "" {
			document.add("externalId", string(id))
		}
	}
	for _, a := range r.user.attributes {
		value, err := a.node.evaluate(v)
		if err != nil {
			return nil, err
		}
		if value == nil {
			continue
		}
		if mapping.IsURN(a.name) {
			schemas = append(schemas, a.name)
		}
		document.add(a.name, value)
	}
	document.members[0].value = schemas
	return document, nil
}

var userID ref.Val = types.String("user_id")
