package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settled is how long nothing has to happen to files before they are read again: editors
// write them in several steps.
const settled = 20 * time.Millisecond

// keepRunning runs all files, and again whenever one of those that were read changes, or
// another file of scenarios comes along.
func (c *testCommand) keepRunning(ctx context.Context, names []string) error {
	if c.process.Notify != nil {
		var stop context.CancelFunc
		ctx, stop = c.process.Notify(ctx)
		defer stop()
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return world(fmt.Sprintf("files cannot be watched: %v", err), "")
	}
	defer watcher.Close()
	for {
		files, err := c.once(ctx, names)
		if ctx.Err() != nil {
			return nil
		}
		c.process.tellFailure(err)
		// Folders are watched, for editors replace files by others.
		for _, path := range files.paths {
			if err := watcher.Add(filepath.Dir(path)); err != nil {
				return world(fmt.Sprintf("%s cannot be watched: %v", filepath.Dir(path), err), "")
			}
		}
		if len(watcher.WatchList()) == 0 {
			if err := watcher.Add(c.process.path(".")); err != nil {
				return world(fmt.Sprintf("this folder cannot be watched: %v", err), "")
			}
		}
		if _, err := fmt.Fprintf(c.process.Stdout, "\nwaiting for a change\n"); err != nil {
			return cannotPrint(err)
		}
		if err := awaitChange(ctx, watcher, files.paths); err != nil {
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return world(fmt.Sprintf("files cannot be watched any longer: %v", err), "")
		}
	}
}

// awaitChange waits until one of the files has changed, or one of scenarios, and nothing
// more happens to them.
func awaitChange(ctx context.Context, watcher *fsnotify.Watcher, paths []string) error {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return context.Canceled
		case err := <-watcher.Errors:
			return err
		case event := <-watcher.Events:
			matched, _ := filepath.Match(testPattern, filepath.Base(event.Name))
			if event.Op != fsnotify.Chmod && (matched || slices.Contains(paths, filepath.Clean(event.Name))) {
				quiet = time.After(settled)
			}
		case <-quiet:
			return nil
		}
	}
}
