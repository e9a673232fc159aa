// Package population reads users, one after the other and however many there are: a file
// of lines (NDJSON, as Auth0 exports it), a list, or values one after the other, each a
// user or a CloudEvent about one; compressed by gzip or not.
package population

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// maxRecord is how long the text of one user may be, in bytes.
const maxRecord = 16 << 20

// Record is the text of one user, and the line on which it begins, from 1.
type Record struct {
	Line int
	Text []byte
}

// Reader reads records. It is not safe for concurrent use.
type Reader struct {
	in    *bufio.Reader
	lines bool // each record is a line; else they are values, or the items of a list
	list  bool
	line  int // that is read next
	count int
	done  bool
}

// Error tells what cannot be read, and where.
type Error struct {
	Line  int // from 1
	After int // how many records came before
	Err   error
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// Reasons of an [Error].
var (
	ErrCut     = errors.New("the file ends in the middle of a gzip block: it was cut off")
	ErrNoUsers = errors.New("this is no JSON: a population is a file of JSON objects, one a line; of Auth0's exports, the format is json, not csv")
)

// NewReader finds out how the records of a stream are written.
func NewReader(r io.Reader) (*Reader, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	if magic, _ := in.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		zipped, err := gzip.NewReader(in)
		if err != nil {
			return nil, &Error{Line: 1, Err: fmt.Errorf("it begins like gzip and is not: %w", err)}
		}
		in = bufio.NewReaderSize(zipped, 1<<20)
	}
	p := &Reader{in: in, line: 1}
	if bom, _ := in.Peek(3); bytes.Equal(bom, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	first, err := p.skipBlanks()
	switch {
	case errors.Is(err, io.EOF):
		p.done = true
		return p, nil
	case err != nil:
		return nil, p.fail(err)
	case first == '[':
		p.list = true
		_, _ = p.in.Discard(1)
	case first != '{':
		return nil, p.fail(ErrNoUsers)
	default:
		p.lines = p.firstLineIsWhole()
	}
	return p, nil
}

// firstLineIsWhole tells whether the first line ends as an object does, so that each
// record is a line, and a broken one spoils no other.
func (p *Reader) firstLineIsWhole() bool {
	ahead, _ := p.in.Peek(p.in.Size())
	line, _, found := bytes.Cut(ahead, []byte("\n"))
	return bytes.HasSuffix(bytes.TrimRight(line, " \t\r"), []byte("}")) || !found && len(ahead) == p.in.Size()
}

func (p *Reader) fail(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = ErrCut
	}
	return &Error{Line: p.line, After: p.count, Err: err}
}

// Next returns the next record; io.EOF behind the last one, and an [*Error] where nothing
// more can be read. The text is valid for good.
func (p *Reader) Next() (Record, error) {
	if p.done {
		return Record{}, io.EOF
	}
	if p.lines {
		return p.nextLine()
	}
	return p.nextValue()
}

func (p *Reader) nextLine() (Record, error) {
	for {
		text, err := p.readLine()
		if err != nil && !errors.Is(err, io.EOF) {
			return Record{}, p.fail(err)
		}
		line := p.line
		p.line++
		p.done = err != nil
		if text = bytes.TrimSpace(text); len(text) > 0 {
			p.count++
			return Record{line, text}, nil
		}
		if p.done {
			return Record{}, io.EOF
		}
	}
}

// readLine reads a line of any length up to the limit.
func (p *Reader) readLine() ([]byte, error) {
	var whole []byte
	for {
		part, err := p.in.ReadSlice('\n')
		whole = append(whole, part...)
		if len(whole) > maxRecord {
			return nil, fmt.Errorf("the line has more than %d MB", maxRecord>>20)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return whole, err
		}
	}
}

// nextValue reads an object, wherever it ends.
func (p *Reader) nextValue() (Record, error) {
	c, err := p.skipBlanks()
	if p.list && p.count > 0 && err == nil && c == ',' {
		_, _ = p.in.Discard(1)
		c, err = p.skipBlanks()
	}
	switch {
	case errors.Is(err, io.EOF) && !p.list:
		p.done = true
		return Record{}, io.EOF
	case errors.Is(err, io.EOF):
		return Record{}, p.fail(errors.New("the list has no end: the file was cut off"))
	case err != nil:
		return Record{}, p.fail(err)
	case c == ']' && p.list:
		p.done = true
		return Record{}, io.EOF
	case c != '{':
		return Record{}, p.fail(fmt.Errorf("a user has to be an object, and this begins with %q", c))
	}
	record := Record{Line: p.line}
	depth, quoted, escaped := 0, false, false
	for {
		c, err := p.in.ReadByte()
		if err != nil {
			if errors.Is(err, io.EOF) {
				p.line, err = record.Line, errors.New("the object has no end: the file was cut off")
			}
			return Record{}, p.fail(err)
		}
		if c == '\n' {
			p.line++
		}
		record.Text = append(record.Text, c)
		switch {
		case len(record.Text) > maxRecord:
			return Record{}, p.fail(fmt.Errorf("the object has more than %d MB", maxRecord>>20))
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				p.count++
				return record, nil
			}
		}
	}
}

// skipBlanks returns the next character that is no white space, and leaves it there.
func (p *Reader) skipBlanks() (byte, error) {
	for {
		c, err := p.in.ReadByte()
		if err != nil {
			return 0, err
		}
		switch c {
		case '\n':
			p.line++
		case ' ', '\t', '\r':
		default:
			return c, p.in.UnreadByte()
		}
	}
}
