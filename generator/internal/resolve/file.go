package resolve

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// MaxFileSize is the size, in bytes, up to which a file of schemas is read. A
// server's whole answer has some tens of thousands.
const MaxFileSize = 1 << 20

// read returns the text of the file at path, which messages call shown. What is no file, such as a device that never
// ends, is not opened.
func (r *reader) read(path, shown string) (string, bool) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.report(fileMissing(r.named, shown))
		return "", false
	case err == nil && !info.Mode().IsRegular():
		r.report(notAFile(r.named, info.IsDir()))
		return "", false
	case err == nil && info.Size() > MaxFileSize:
		r.report(fileTooLarge(r.named, info.Size()))
		return "", false
	case err != nil:
		r.report(fileUnreadable(r.named, err))
		return "", false
	}
	file, err := os.Open(path)
	if err != nil {
		r.report(fileUnreadable(r.named, err))
		return "", false
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, MaxFileSize))
	if err != nil {
		r.report(fileUnreadable(r.named, err))
		return "", false
	}
	return string(data), true
}
