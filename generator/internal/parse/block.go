package parse

// block reads a block scalar: a header such as |, >- or |2+, and the indented
// lines below it. parent is the indent of the block collection around it.
func (r *scalarReader) block(parent int, folded bool) {
	b := blockReader{scalarReader: r, parent: parent}
	b.header()
	end := r.pos

	var pending []lineBreak // breaks since the last line of content, its own first
	blankBefore := false    // the last line began with white space: not folded
	breaks, column := b.emptyLines()
	for column == b.indent && r.pos < len(r.text) {
		blank := isBlank(r.text[r.pos])
		switch {
		case folded && !blankBefore && !blank && len(pending) > 0 && pending[0].char == '\n':
			if len(breaks) == 0 {
				r.emit(' ', pending[0].offset)
			} else {
				breaks[0].offset = pending[0].offset // where the line before it ends
			}
		default:
			r.emitBreaks(pending)
		}
		r.emitBreaks(breaks)
		blankBefore, pending = blank, nil
		for r.pos < len(r.text) && breakAt(r.text, r.pos) == 0 {
			r.copy()
		}
		end = r.pos
		if size := breakAt(r.text, r.pos); size > 0 {
			pending = append(pending, r.readBreak(size))
		}
		breaks, column = b.emptyLines()
	}
	if b.chomping != '-' {
		r.emitBreaks(pending)
	}
	if b.chomping == '+' {
		r.emitBreaks(breaks)
	}
	r.pos, r.contentEnd = end, end
	if n := len(r.at); n > 0 { // trailing breaks that are kept lie behind the last line
		r.contentEnd = max(end, r.at[n-1])
	}
}

// blockReader is a scalarReader with what the header of a block scalar says.
type blockReader struct {
	*scalarReader
	parent   int
	indent   int  // of the content; 0 until known
	chomping byte // '-', '+' or 0
}

// header reads the indicators behind | or >, in either order, and the rest of
// the line.
func (b *blockReader) header() {
	b.pos++
	for ; b.pos < len(b.text) && breakAt(b.text, b.pos) == 0; b.pos++ {
		switch c := b.text[b.pos]; {
		case c == '-' || c == '+':
			b.chomping = c
		case c >= '1' && c <= '9':
			b.indent = max(b.parent, 0) + int(c-'0')
		default:
			for b.pos < len(b.text) && breakAt(b.text, b.pos) == 0 {
				b.pos++
			}
			b.pos-- // the loop's own step
		}
	}
	b.pos += breakAt(b.text, b.pos)
}

// emptyLines reads the empty lines and the indentation before the next line of
// content, and returns the breaks and the column reached. The first time, it
// finds out the indentation unless the header has said it.
func (b *blockReader) emptyLines() (breaks []lineBreak, column int) {
	deepest := 0
	for {
		start := b.pos
		for b.pos < len(b.text) && b.text[b.pos] == ' ' && (b.indent == 0 || b.pos-start < b.indent) {
			b.pos++
		}
		column = b.pos - start
		deepest = max(deepest, column)
		size := breakAt(b.text, b.pos)
		if size == 0 {
			break
		}
		breaks = append(breaks, b.readBreak(size))
	}
	if b.indent == 0 {
		b.indent = max(deepest, b.parent+1, 1)
	}
	return breaks, column
}

func (r *scalarReader) emitBreaks(breaks []lineBreak) {
	for _, b := range breaks {
		r.emit(b.char, b.offset)
	}
}
