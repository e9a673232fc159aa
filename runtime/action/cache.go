package action

import (
	"math"
	"sync"
	"time"
)

// The limits that Auth0 sets to api.cache, by its documentation ("Actions
// Limitations"). Sizes are in bytes of UTF-8.
const (
	CacheEntries    = 20
	CacheKeyBytes   = 64
	CacheValueBytes = 4 * 1024
	CacheTotalBytes = 8 * 1024 // of all keys and values
	CacheDefaultTTL = 15 * time.Minute
	CacheMaxTTL     = 24 * time.Hour
)

// CacheError is the code that a refused operation on api.cache answers with.
type CacheError string

// The codes of refused operations.
const (
	CacheKeySizeExceeded   CacheError = "CacheKeySizeExceeded"
	CacheValueSizeExceeded CacheError = "CacheValueSizeExceeded"
	CacheSizeExceeded      CacheError = "CacheSizeExceeded" // too many entries, or too large together
	ItemAlreadyExpired     CacheError = "ItemAlreadyExpired"
	InvalidExpiry          CacheError = "InvalidExpiry"
	CacheKeyDoesNotExist   CacheError = "CacheKeyDoesNotExist"
)

// Error implements error.
func (e CacheError) Error() string { return "api.cache: " + string(e) }

// CacheRecord is an entry of the cache.
type CacheRecord struct {
	Value   string
	Expires time.Time
}

// Lifetime is how long an entry is to be kept. The earlier of the two counts;
// neither means [CacheDefaultTTL]. Both are in milliseconds, as the Action
// gives them, because they may be any number.
type Lifetime struct {
	TTL       *float64 // from now
	ExpiresAt *float64 // since the Unix epoch
}

// Cache is what stands behind api.cache: it outlives a delivery, and forgets.
// It is safe for concurrent use. The zero value is an empty cache.
type Cache struct {
	mu      sync.Mutex
	records map[string]CacheRecord
}

// Get returns the record of key, if there is one that has not expired by now.
func (c *Cache) Get(now time.Time, key string) (CacheRecord, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	record, ok := c.records[key]
	if ok && !record.Expires.After(now) {
		delete(c.records, key)
		return CacheRecord{}, false
	}
	return record, ok
}

// Set stores value under key. Its error is a [CacheError]; the cache is then
// as it was before.
func (c *Cache) Set(now time.Time, key, value string, life Lifetime) (CacheRecord, error) {
	if len(key) > CacheKeyBytes {
		return CacheRecord{}, CacheKeySizeExceeded
	}
	if len(value) > CacheValueBytes {
		return CacheRecord{}, CacheValueSizeExceeded
	}
	expires, err := life.expiry(now)
	if err != nil {
		return CacheRecord{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	entries, total := 1, len(key)+len(value)
	for k, record := range c.records {
		if !record.Expires.After(now) {
			delete(c.records, k)
		} else if k != key {
			entries++
			total += len(k) + len(record.Value)
		}
	}
	if entries > CacheEntries || total > CacheTotalBytes {
		return CacheRecord{}, CacheSizeExceeded
	}
	if c.records == nil {
		c.records = map[string]CacheRecord{}
	}
	record := CacheRecord{Value: value, Expires: expires}
	c.records[key] = record
	return record, nil
}

// Delete removes the record of key. Its error is [CacheKeyDoesNotExist] when
// there was none.
func (c *Cache) Delete(now time.Time, key string) error {
	if _, ok := c.Get(now, key); !ok {
		return CacheKeyDoesNotExist
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.records, key)
	return nil
}

// expiry returns the moment at which an entry stored now expires.
func (l Lifetime) expiry(now time.Time) (time.Time, error) {
	life := CacheMaxTTL
	if l.TTL == nil && l.ExpiresAt == nil {
		life = CacheDefaultTTL
	}
	for _, ms := range []*float64{l.TTL, sinceNow(l.ExpiresAt, now)} {
		switch {
		case ms == nil:
		case math.IsNaN(*ms) || math.IsInf(*ms, 0):
			return time.Time{}, InvalidExpiry
		case *ms <= 0:
			return time.Time{}, ItemAlreadyExpired
		case *ms < float64(life/time.Millisecond):
			life = time.Duration(*ms * float64(time.Millisecond))
		}
	}
	return now.Add(life), nil
}

// sinceNow turns milliseconds since the epoch into milliseconds from now.
func sinceNow(ms *float64, now time.Time) *float64 {
	if ms == nil {
		return nil
	}
	left := *ms - float64(now.UnixMilli())
	return &left
}
