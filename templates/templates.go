// Package templates holds everything that is shipped as text.
//
// # The Action
//
// [Action] is the template of the generated Action: hand-written ES modules,
// one concern each. The bundler makes one file of them and of the module that
// a mapping compiles to, by concatenating the declarations that are alive. So
// that a plain concatenation is right, and reads well, each module keeps to
// this form:
//
//   - It begins with a comment of // lines that tells its concern, and becomes
//     the heading of its section.
//   - Then come /** @import {…} from "…" */ comments and import declarations;
//     both vanish. There are no default, namespace or renaming imports, and no
//     re-exports.
//   - Then come declarations alone: function, class, const. Each begins in
//     column 0 below its doc comment, ends with a line in column 0, and is
//     separated from the next by one empty line. Nothing else is in column 0,
//     nothing runs when the file is loaded, and a typedef has a doc comment of
//     its own.
//   - The names of declarations are unique across all modules, but for the
//     variants of a slot.
//   - The text is ASCII and never holds the tokens of auth0-deploy-cli, which
//     are names within ## or @@.
//
// What differs between mappings is imported from a slot: "#mapping" is the
// module that the mapping compiles to; "#auth", "#conflict", "#deactivate",
// "#missing", "#patch" and "#update" are each one of the modules of the folder
// of that name. Where it is a line or two, it stands in a region:
//
//	// #when ordered
//	if (isStale(resource, scim)) return …;
//	// #end
//
// which is kept for mappings with that feature, with one of them where several
// are named, and with !ordered for mappings without it. Regions do not nest, and
// the modules are right in the eyes of the type checker with all of them.
//
// For the type check (tsc -p templates/action) and for the tests,
// action/mapping.sample.js stands in for "#mapping".
package templates

import "embed"

// Action is the template of the generated Action, under the folder "action".
// Its entry is action/main.js.
//
//go:embed action/act.js action/answer.js action/base64.js action/errors.js action/find.js
//go:embed action/intake.js action/json.js action/leaving.js action/log.js action/main.js
//go:embed action/mapped.js action/mapping-error.js action/order.js action/profile.js
//go:embed action/request.js action/resource.js action/retry.js action/settings.js
//go:embed action/token.js action/types.js action/unchanged.js action/updated.js action/users.js
//go:embed action/auth action/cel action/conflict action/deactivate action/missing action/patch action/update
var Action embed.FS
