package simulate

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

const (
	basePath = "/scim/v2"
	// host does not exist; requests to it never leave the process.
	host = "https://scim.example.com"
)

// Run simulates. An error is about the options or a ctx that is done, or the engine's
// that there is no Action to run; whatever the Action does is in the report.
func Run(ctx context.Context, o Options) (*Report, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	// Each concern has its own source of chance, so that the same lives are lived
	// whatever the window and the faults are.
	chance := func(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(o.Seed, stream)) }
	t := live(o, chance(1))
	r := &Report{
		Seed: o.Seed, Users: o.Users, Accounts: len(t.accounts), Events: len(t.occurrences),
		Outcomes: map[action.Outcome]int{}, Divergences: []Divergence{},
	}
	clock := action.VirtualClock(epoch)
	w := newWatcher(clock)
	w.server = o.serve(clock, o.Dialect,
		mockscim.WithObserver(w.changed), mockscim.RandomFaults(o.Seed, o.Faults))
	c := &courier{
		options: o, random: chance(2), clock: clock, engine: o.Engine(clock), watch: w,
		secrets: o.secrets(), report: r,
	}
	c.post(t.occurrences)
	if err := c.run(ctx); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	w.server.Heal()
	if err := c.redeliver(ctx); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	r.Virtual = clock.Now().Sub(epoch)
	if err := o.judge(c, r).judge(ctx, t.accounts); err != nil {
		return nil, fmt.Errorf("simulate: %w", err)
	}
	return r, nil
}

// judge returns the judge of what a courier has brought about.
func (o *Options) judge(c *courier, r *Report) *judge {
	clock := action.VirtualClock(epoch)
	calm := o.Dialect
	calm.RateLimits = nil // nothing waits there
	j := &judge{
		reference: &reference{engine: o.Engine(clock), server: o.serve(clock, calm), secrets: o.secrets()},
		watch:     c.watch, users: c.watch.server.Users(), report: r,
		dead: map[*occurrence]*delivery{}, finds: findsByExternalID(o.Dialect),
	}
	for _, d := range c.dead {
		j.dead[d.occurrence] = d
	}
	for _, s := range flatten(c.watch.steps) { // a second delivery may have gone through
		if s.acknowledged {
			delete(j.dead, s.occurrence)
		}
	}
	return j
}

func flatten(steps map[*account][]step) []step {
	var all []step
	for _, s := range steps {
		all = append(all, s...)
	}
	return all
}

// serve returns a server that speaks a dialect.
func (o *Options) serve(clock *action.Clock, d mockscim.Dialect, more ...mockscim.Option) *mockscim.Server {
	const remembered = 1 // requests: the observer tells of them
	options := []mockscim.Option{
		mockscim.WithBasePath(basePath), mockscim.WithClock(clock.Now), mockscim.WithRequestLimit(remembered),
	}
	options = append(append(options, o.Server...), mockscim.WithDialect(d))
	return mockscim.New(append(options, more...)...)
}

// secrets are those that were given, and what else an Action may ask for. The
// server asks for none.
func (o *Options) secrets() map[string]string {
	all := map[string]string{
		"SCIM_BEARER_TOKEN": "simulated", "SCIM_API_KEY": "simulated",
		"SCIM_USERNAME": "simulated", "SCIM_PASSWORD": "simulated",
		"SCIM_CLIENT_ID": "simulated", "SCIM_CLIENT_SECRET": "simulated", "SCIM_TOKEN_URL": host + "/oauth/token",
	}
	maps.Copy(all, o.Secrets)
	all["SCIM_BASE_URL"] = host + basePath
	return all
}

// tokens lets a handler answer what is for it, and is the token endpoint of OAuth
// 2.0 for the rest (RFC 6749 section 5.1).
func tokens(scim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, basePath+"/") {
			scim.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"access_token":"simulated","token_type":"Bearer","expires_in":86400}`))
	})
}

// findsByExternalID tells whether a user can be looked up by externalId.
func findsByExternalID(d mockscim.Dialect) bool {
	mode, ok := d.Filters["externalId"]
	if !ok {
		mode = d.Filters["*"]
	}
	works := mode == "" || mode == mockscim.FilterWorks || mode == mockscim.FilterCaseSensitive
	return works && d.ExternalID != mockscim.ExternalIDNotStored
}
