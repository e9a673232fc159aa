package harness

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"github.com/go-sourcemap/sourcemap"

	"github.com/scimwright/scimwright/runtime/action"
)

// places finds the place in the sources for a place in the compiled file.
type places struct {
	file   string
	source func() *sourcemap.Consumer // nil result: there is no usable map
}

// newPlaces prepares the mapping of stack frames. A map that is given must be
// sound; one inside the file is parsed when it is first needed, and passed
// over when it is broken, as Node does.
func newPlaces(file string, code, given []byte) (*places, error) {
	if given != nil {
		consumer, err := sourcemap.Parse("", given)
		if err != nil {
			return nil, fmt.Errorf("source map of %s: %w", file, err)
		}
		return &places{file, func() *sourcemap.Consumer { return consumer }}, nil
	}
	inline := inlineSourceMap(code)
	return &places{file, sync.OnceValue(func() *sourcemap.Consumer {
		if inline == nil {
			return nil
		}
		consumer, err := sourcemap.Parse("", inline)
		if err != nil {
			return nil
		}
		return consumer
	})}, nil
}

// inlineSourceMap returns the map that the file holds in its last
// sourceMappingURL comment as a base64 data: URL, or nil.
func inlineSourceMap(code []byte) []byte {
	const mark = "//# sourceMappingURL=data:application/json"
	at := bytes.LastIndex(code, []byte(mark))
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(string(code[at:]), "\n")
	_, data, ok := strings.Cut(line, ";base64,")
	if !ok {
		return nil
	}
	decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(data))
	if err != nil {
		return nil
	}
	return decoded
}

// original maps a frame of the compiled file to its source. Frames of other
// files are left as they are.
func (p *places) original(f action.Frame) action.Frame {
	if f.File != p.file {
		return f
	}
	if f.Line == 1 {
		f.Column = max(f.Column-len(opening), 1)
	}
	consumer := p.source()
	if consumer == nil {
		return f
	}
	file, _, line, column, ok := consumer.Source(f.Line, f.Column-1)
	if !ok || line == 0 {
		return f
	}
	f.File, f.Line, f.Column = file, line, column+1
	return f
}
