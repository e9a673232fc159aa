package emit

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// Types is the text of a TypeScript declaration file for the Action of a mapping: what an
// event has, which secrets the Action reads, and what it exports.
func Types(m *mapping.Mapping, maker Maker) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// Types of the Action that %s made of mapping %s. Do not edit: make it again.\n\n", maker.Tool, maker.Hash)
	b.WriteString(`/** What Auth0 hands to an Action of an event stream. */
export interface Event {
  message: Message;
  secrets: Secrets;
}

/** A CloudEvent about a user. */
export interface Message {
  type: "user.created" | "user.updated" | "user.deleted" | (string & {});
  id?: string;
  specversion?: string;
  source?: string;
  time?: string;
  /** "test" in the test of the Dashboard, which is passed over. */
  a0purpose?: string;
  data: {
    object: User;
    /** The user before the change. */
    previous_object?: User | null;
    context?: { connection?: { name?: string; strategy?: string } };
  };
}

/** An Auth0 profile. */
export interface User {
`)
	writeFields(&b, expr.UserType)
	b.WriteString("}\n\nexport interface Identity {\n")
	writeFields(&b, expr.IdentityType)
	b.WriteString("}\n\n/** The secrets that the Action reads. */\nexport interface Secrets {\n")
	for _, s := range Secrets(m) {
		mark := "?"
		if s.Required {
			mark = ""
		}
		fmt.Fprintf(&b, "  /** %s */\n  %s%s: string;\n", comment(s.About), s.Name, mark)
	}
	b.WriteString(`  [name: string]: string | undefined;
}

/** What the Action uses of Auth0, where it is there. */
export interface Api {
  cache?: {
    get(key: string): { value: string; expires_at: number } | undefined;
    set(key: string, value: string, options?: { ttl?: number; expires_at?: number }): unknown;
    delete(key: string): unknown;
  };
}

/** Provisions the user of an event. It rejects where that did not succeed. */
export function onExecuteEventStream(event: Event, api?: Api): Promise<void>;
`)
	return b.String()
}

// writeFields writes the declared fields of an object. All but a user's id may be absent.
func writeFields(b *strings.Builder, object string) {
	for _, f := range expr.Fields(object) {
		mark := "?"
		if object == expr.UserType && f.Name == "user_id" {
			mark = ""
		}
		null := " | null"
		if mark == "" || typeScript(f.Type) == "unknown" {
			null = ""
		}
		fmt.Fprintf(b, "  %s%s: %s%s;\n", f.Name, mark, typeScript(f.Type), null)
	}
	b.WriteString("  [field: string]: unknown;\n")
}

// typeScript is a CEL type in the words of TypeScript.
func typeScript(t *types.Type) string {
	switch t.Kind() {
	case types.StringKind:
		return "string"
	case types.BoolKind:
		return "boolean"
	case types.IntKind, types.UintKind, types.DoubleKind:
		return "number"
	case types.ListKind:
		return typeScript(t.Parameters()[0]) + "[]"
	case types.StructKind:
		return "Identity"
	case types.MapKind:
		return "Record<string, unknown>"
	}
	return "unknown"
}
