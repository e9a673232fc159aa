package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// stdinName is how messages call what is read from the standard input.
const stdinName = "stdin"

// maxInput is the size, in bytes, up to which input is read: enough for a day
// of events, and a stop to what never ends, such as /dev/zero.
const maxInput = 64 << 20

// path makes a name as the user gave it one that the system understands.
func (p *Process) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// folder is the folder of a file that the user named: the current one for the
// standard input.
func (p *Process) folder(name string) string {
	if name == "-" {
		return p.path(".")
	}
	return filepath.Dir(p.path(name))
}

// read returns the content of a file, or of the standard input when name is
// "-", and how messages call it.
func (p *Process) read(name string) (text, shown string, err error) {
	shown = shownName(name)
	if name == "-" {
		text, err = readAll(p.Stdin, shown)
		return text, shown, err
	}
	if name == "" {
		return "", "", unusable("the name of a file is empty", "name a file, or - for the standard input")
	}
	file, err := os.Open(p.path(name))
	if err != nil {
		return "", shown, cannotRead(name, err)
	}
	defer file.Close()
	text, err = readAll(file, shown)
	return text, shown, err
}

// shownName is how messages call the file that an argument names.
func shownName(name string) string {
	if name == "-" {
		return stdinName
	}
	return name
}

func readAll(r io.Reader, name string) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return "", cannotRead(name, err)
	}
	if len(data) > maxInput {
		return "", unusable(fmt.Sprintf("%s has more than %d MB", name, maxInput>>20), "split it")
	}
	return string(data), nil
}

func cannotRead(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return unusable("there is no file "+name, "")
	}
	return unusable(fmt.Sprintf("cannot read %s: %v", name, reason(err)), "")
}

// reason is what went wrong with a file, less its path: the message that quotes
// it names the file as the user did.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// exists tells whether there is something at name.
func (p *Process) exists(name string) bool {
	_, err := os.Lstat(p.path(name))
	return err == nil
}

// write puts text into a file as a whole or not at all: who reads the file
// meanwhile sees the old text or the new one.
func (p *Process) write(name, text string) error {
	fail := func(err error) error {
		return world(fmt.Sprintf("cannot write %s: %v", name, reason(err)), "")
	}
	target := p.path(name)
	// A link is written through: replacing it would leave what it leads to stale.
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return unusable(name+" is a folder", "name a file in it")
		}
		// A pipe or a device, such as /dev/stdout, is no file to be replaced.
		if err := os.WriteFile(target, []byte(text), 0o666); err != nil {
			return fail(err)
		}
		return nil
	}
	temp, tempErr := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if errors.Is(tempErr, fs.ErrNotExist) {
		return unusable(fmt.Sprintf("cannot write %s: there is no folder %s", name, filepath.Dir(name)), "make it first")
	}
	if tempErr != nil {
		return fail(tempErr)
	}
	defer os.Remove(temp.Name()) // fails when all went well: the name is gone
	_, err1 := temp.WriteString(text)
	mode := fs.FileMode(0o644)
	if err == nil {
		mode = info.Mode().Perm()
	}
	err2 := temp.Chmod(mode)
	if err := errors.Join(err1, err2, temp.Close()); err != nil {
		return fail(err)
	}
	if err := os.Rename(temp.Name(), target); err != nil {
		return fail(err)
	}
	return nil
}
