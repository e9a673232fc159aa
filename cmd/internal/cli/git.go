package cli

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/scimwright/scimwright/generator"
)

// gitPrefix marks a mapping as it is in a commit: git:REF, or git:REF:PATH.
const gitPrefix = "git:"

// mappingAt reads and checks a mapping that a file holds, or a commit. Of a commit alone
// it is the file of that name.
func (p *Process) mappingAt(name, file string) (*generator.Checked, error) {
	rest, ok := strings.CutPrefix(name, gitPrefix)
	if !ok {
		return p.checked(name)
	}
	ref, named, found := strings.Cut(rest, ":")
	if !found {
		named = file
	}
	switch {
	case ref == "" || strings.HasPrefix(ref, "-"):
		return nil, unusable(fmt.Sprintf("`%s` names no commit", name), "write git:main, or git:v1.2:path/to/scimwright.yaml")
	case named == "-" || named == "" || strings.HasPrefix(named, gitPrefix):
		return nil, unusable(fmt.Sprintf("`%s` says not which file of the commit is meant", name), "write git:"+ref+":scimwright.yaml")
	}
	folder, said := p.folder(named), filepath.ToSlash(named)
	if _, err := os.Stat(folder); err != nil {
		folder = p.path(".")
	} else {
		named = filepath.Base(named)
	}
	commit, err := git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	if err != nil {
		if _, inside := git(folder, "rev-parse", "--git-dir"); inside != nil {
			return nil, unusable(fmt.Sprintf("`%s`: this is no git repository: %v", name, inside), "name a file instead")
		}
		return nil, unusable(fmt.Sprintf("git knows no commit `%s`", ref),
			"`git branch --all` lists what there is; in continuous integration, fetch it first: `git fetch origin main`, and write git:origin/main")
	}
	id := strings.TrimSpace(string(commit))
	text, err := git(folder, "show", "--end-of-options", id+":./"+filepath.ToSlash(named))
	if err != nil {
		return nil, unusable(fmt.Sprintf("commit `%s` has no file %s", ref, named), "name it: git:"+ref+":path/to/scimwright.yaml")
	}
	shown := ref + ":" + said
	if m, _ := generator.Parse(shown, string(text)); m.Functions != nil || len(m.Schemas) > 0 {
		made, remove, err := checkout(folder, id)
		if err != nil {
			return nil, world(fmt.Sprintf("the files of commit `%s` cannot be read: %v", ref, err), "")
		}
		defer remove()
		folder = filepath.Join(made, filepath.FromSlash(path.Dir(filepath.ToSlash(named))))
	}
	return p.checkedText(shown, string(text), folder)
}

// git runs git in a folder and returns what it prints. Its error is what git says.
func git(folder string, args ...string) ([]byte, error) {
	var out, said bytes.Buffer
	cmd := exec.Command("git", append([]string{"-C", folder}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("git is not installed")
	}
	if err != nil {
		if text := strings.TrimSpace(said.String()); text != "" {
			return nil, errors.New(strings.TrimPrefix(text, "fatal: "))
		}
		return nil, err
	}
	return out.Bytes(), nil
}

// checkout writes all files of a commit into a folder of their own, which is there until
// remove is called, and returns what the folder is called there.
func checkout(folder, commit string) (there string, remove func(), err error) {
	top, err := git(folder, "rev-parse", "--show-toplevel")
	if err != nil {
		return "", nil, err
	}
	prefix, err := git(folder, "rev-parse", "--show-prefix")
	if err != nil {
		return "", nil, err
	}
	archive, err := git(strings.TrimSpace(string(top)), "archive", "--format=tar", commit)
	if err != nil {
		return "", nil, err
	}
	made, err := os.MkdirTemp("", "scimwright-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { _ = os.RemoveAll(made) }
	for files := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return filepath.Join(made, filepath.FromSlash(strings.TrimSpace(string(prefix)))), remove, nil
		}
		if err == nil && header.Typeflag == tar.TypeReg && filepath.IsLocal(filepath.FromSlash(header.Name)) {
			err = extract(files, filepath.Join(made, filepath.FromSlash(header.Name)))
		}
		if err != nil {
			remove()
			return "", nil, err
		}
	}
}

func extract(from io.Reader, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	return errors.Join(err, file.Close())
}
