package action_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

var now = action.Epoch

func ms(v float64) *float64 { return &v }

func TestCacheLifetimes(t *testing.T) {
	epoch := float64(now.UnixMilli())
	for name, test := range map[string]struct {
		life action.Lifetime
		want time.Duration // 0: refused
		err  error
	}{
		"by default":         {action.Lifetime{}, action.CacheDefaultTTL, nil},
		"ttl":                {action.Lifetime{TTL: ms(1500)}, 1500 * time.Millisecond, nil},
		"expires_at":         {action.Lifetime{ExpiresAt: ms(epoch + 2000)}, 2 * time.Second, nil},
		"the earlier counts": {action.Lifetime{TTL: ms(5000), ExpiresAt: ms(epoch + 2000)}, 2 * time.Second, nil},
		"at most a day":      {action.Lifetime{TTL: ms(1e12)}, action.CacheMaxTTL, nil},
		"expired":            {action.Lifetime{ExpiresAt: ms(epoch)}, 0, action.ItemAlreadyExpired},
		"no number":          {action.Lifetime{TTL: ms(math.NaN())}, 0, action.InvalidExpiry},
	} {
		var cache action.Cache
		record, err := cache.Set(now, "k", "v", test.life)
		if !errors.Is(err, test.err) || err == nil && record.Expires.Sub(now) != test.want {
			t.Errorf("%s: record %v, error %v", name, record, err)
			continue
		}
		if err != nil {
			continue
		}
		if _, ok := cache.Get(now.Add(test.want-1), "k"); !ok {
			t.Errorf("%s: gone too early", name)
		}
		if _, ok := cache.Get(now.Add(test.want), "k"); ok {
			t.Errorf("%s: there too long", name)
		}
	}
}

func TestCacheLimits(t *testing.T) {
	var cache action.Cache
	set := func(key, value string) error {
		_, err := cache.Set(now, key, value, action.Lifetime{})
		return err
	}
	if err := set(strings.Repeat("k", action.CacheKeyBytes+1), ""); !errors.Is(err, action.CacheKeySizeExceeded) {
		t.Errorf("long key: %v", err)
	}
	if err := set("k", strings.Repeat("v", action.CacheValueBytes+1)); !errors.Is(err, action.CacheValueSizeExceeded) {
		t.Errorf("long value: %v", err)
	}
	for i := range action.CacheEntries {
		if err := set(string(rune('a'+i)), "v"); err != nil {
			t.Errorf("entry %d: %v", i, err)
		}
	}
	if err := set("one more", "v"); !errors.Is(err, action.CacheSizeExceeded) {
		t.Errorf("too many entries: %v", err)
	}
	if err := set("a", "replaced"); err != nil {
		t.Errorf("replacing: %v", err)
	}
	if err := errors.Join(set("a", strings.Repeat("v", 4000)), set("b", strings.Repeat("v", 4000))); err != nil {
		t.Errorf("nearly full: %v", err)
	}
	if err := set("c", strings.Repeat("v", 400)); !errors.Is(err, action.CacheSizeExceeded) {
		t.Errorf("too large together: %v", err)
	}
	if err := errors.Join(cache.Delete(now, "a"), set("c", strings.Repeat("v", 400))); err != nil {
		t.Errorf("after a delete: %v", err)
	}
	if err := cache.Delete(now, "a"); !errors.Is(err, action.CacheKeyDoesNotExist) {
		t.Errorf("deleting twice: %v", err)
	}
}
