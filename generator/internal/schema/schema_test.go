package schema

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// visit calls f with each property of a schema and its path.
func visit(v *node, path string, f func(path string, v *node)) {
	if v == nil {
		return
	}
	for _, p := range v.Properties {
		below := strings.TrimPrefix(path+"."+p.name, ".")
		f(below, p.value)
		visit(p.value, below, f)
	}
	visit(v.Items, path, f)
	visit(v.Else, path, f)
}

func TestEveryKeyIsDescribed(t *testing.T) {
	paths := map[string]bool{}
	root := build(written)
	visit(root, "", func(path string, v *node) {
		paths[path] = true
		if v == root.Else.Properties[0].value {
			return // narrows what is described already
		}
		if v.Description == "" || strings.Contains(v.Description, "  ") || !strings.HasSuffix(v.Description, ".") {
			t.Errorf("%s has the description %q, want sentences: write a note", path, v.Description)
		}
	})
	for path := range written {
		used := paths[path]
		if end, ok := strings.CutPrefix(path, "*"); ok {
			for other := range paths {
				used = used || strings.HasSuffix(other, end) && written[other].about == ""
			}
		}
		if !used {
			t.Errorf("there is a note for %s, which is no key of a mapping", path)
		}
	}
}

func TestReadOnlyAttributesAreAbsent(t *testing.T) {
	visit(build(written), "", func(path string, _ *node) {
		switch path {
		case "user.id", "user.meta", "user.groups", "user.schemas":
			t.Errorf("%s cannot be mapped, and is a key of the schema", path)
		}
	})
}

func TestTheSameBytes(t *testing.T) {
	first := JSON()
	if !json.Valid(first) {
		t.Fatal("not JSON")
	}
	if !bytes.Equal(first, JSON()) {
		t.Error("twice the schema gives different bytes")
	}
}
