package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

// mockCommand runs the mock SCIM server on a port.
type mockCommand struct {
	process  *Process
	addr     string
	basePath string
	token    string
	given    string
	json     bool

	misbehaviour
	list      bool // the dialects
	seed      uint64
	faultRate float64
	random    bool // faults by chance
}

// usualRate is the share of requests that --seed makes fail.
const usualRate = 0.1

func newMockCommand(p *Process) *cobra.Command {
	c := &mockCommand{process: p}
	cmd := &cobra.Command{
		Use:   "mock",
		Short: "Runs a SCIM 2.0 server in memory, for use with anything",
		Long: `mock runs a SCIM 2.0 server that keeps users and groups in memory, until it is
interrupted. It prints its URL, then a line for each request.

It listens on this computer alone, and forgets everything when it ends.

It keeps to the RFCs of SCIM, unless it is told to behave like other servers do
(--dialect), to fail for certain requests (--faults), or by chance (--seed): then
it is overloaded, late, or drops connections, and sometimes after it has done
what it was asked for. docs/mock.md has all switches and faults.`,
		Example: `  scimwright mock
  scimwright mock --dialects                          # lists them
  scimwright mock --dialect slack
  scimwright mock --dialect patch-only --dialect ./own.json --faults faults.json
  scimwright mock --seed 42 --fault-rate 0.3
  scimwright mock --addr 127.0.0.1:0                  # any free port
  scimwright mock --token secret --given users.json
  scimwright mock --json > requests.ndjson`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if c.list {
				return listDialects(p)
			}
			c.random = cmd.Flags().Changed("seed")
			if !c.random && cmd.Flags().Changed("fault-rate") {
				return unusable("--fault-rate is the rate of faults by chance, and there is no --seed for it", "add --seed 1, or any other number")
			}
			return c.run(cmd.Context())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.addr, "addr", "127.0.0.1:8080", "listen on this `address` of this computer; port 0 takes a free one")
	flags.StringVar(&c.basePath, "base-path", "/scim/v2", "put the endpoints below this `path`")
	flags.StringVar(&c.token, "token", "", "ask for this bearer `token`; without it, nobody has to authenticate")
	flags.StringVar(&c.given, "given", "", "begin with the resources of this JSON `file`")
	flags.BoolVar(&c.json, "json", false, "tell of requests as JSON, one object a line")
	c.flags(flags)
	flags.BoolVar(&c.list, "dialects", false, "list the dialects that have a name, and end")
	flags.Uint64Var(&c.seed, "seed", 0, "make requests fail by chance; the same `number` gives the same faults")
	flags.Float64Var(&c.faultRate, "fault-rate", usualRate, "the `share` of requests that --seed makes fail, from 0 to 1")
	return cmd
}

func (c *mockCommand) run(ctx context.Context) error {
	p := c.process
	if err := onLoopback(c.addr); err != nil {
		return err
	}
	if strings.ContainsFunc(c.token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return unusable("--token holds a character that no bearer token has", "use letters, digits and signs of ASCII, without blanks")
	}
	if !plainPath.MatchString(c.basePath) {
		return unusable(fmt.Sprintf("--base-path %q is not a plain path", c.basePath), "write one such as /scim/v2, of letters, digits and - . _ ~")
	}
	if !(c.faultRate >= 0 && c.faultRate <= 1) {
		return unusable(fmt.Sprintf("--fault-rate %v is no share of requests", c.faultRate), "write a number from 0 to 1, such as 0.1")
	}
	options, _, err := c.options(p)
	if err != nil {
		return err
	}
	options = append(options,
		mockscim.WithBasePath(c.basePath),
		mockscim.WithBearerToken(c.token),
		mockscim.WithClock(p.Now),
	)
	if c.random {
		options = append(options, mockscim.RandomFaults(c.seed, c.faultRate))
	}
	server := mockscim.New(options...)
	if c.given != "" {
		if err := p.seed(server, c.given); err != nil {
			return err
		}
	}
	ctx, stop := p.notify(ctx)
	defer stop()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.addr)
	if err != nil {
		return cannotListen(c.addr, err)
	}
	if err := c.announce("http://" + listener.Addr().String() + "/" + strings.Trim(c.basePath, "/")); err != nil {
		_ = listener.Close()
		return err
	}
	log := &requestLog{out: p.Stdout, json: c.json, now: p.Now, server: server, token: c.token}
	return serve(ctx, listener, log)
}

// plainPath is a path that stands in a URL as it is: of the unreserved characters
// of RFC 3986, without a segment that is empty or . or .., which clients take out.
var plainPath = regexp.MustCompile(`^/?([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/|$))*$`)

// serve answers requests until ctx ends, and then those that have begun.
func serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	const patience = 5 * time.Second
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return world(fmt.Sprintf("the server stopped: %v", err), "")
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if server.Shutdown(last) != nil {
		_ = server.Close()
	}
	return nil
}

// announce says where the server is. It goes to the standard error when the
// standard output is for machines.
func (c *mockCommand) announce(url string) error {
	out := c.process.Stdout
	if c.json {
		out = c.process.Stderr
	}
	authorization := ""
	if c.token != "" {
		authorization = " -H 'Authorization: Bearer …'"
	}
	url = strings.TrimRight(url, "/")
	_, err := fmt.Fprintf(out, "SCIM server at %s (Ctrl-C ends it)\ntry: curl%s %s/Users\n\n", url, authorization, url)
	return cannotPrint(err)
}

// onLoopback refuses addresses that other computers can reach: the server has
// made-up users and at best a made-up token.
func onLoopback(addr string) error {
	const help = "write --addr 127.0.0.1:8080, with a port of your choice"
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return unusable(fmt.Sprintf("--addr %s is not an address and a port", addr), help)
	}
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || (err == nil && ip.IsLoopback()) {
		return nil
	}
	return unusable(fmt.Sprintf("--addr %s could be reached from other computers", addr), help)
}

func cannotListen(addr string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return world(fmt.Sprintf("another program listens on %s", addr), "let --addr 127.0.0.1:0 take a free port")
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return world(fmt.Sprintf("cannot listen on %s: %v", addr, err), "name another address by --addr")
}
