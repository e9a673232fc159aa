package reference

import (
	"math"
	"net/http"
	"strconv"
	"time"
)

// firstPause is the longest pause before the first retry. It doubles with each further
// one, and half of it is left to chance.
const firstPause = 250 // milliseconds

// send sends a request until it succeeds, fails for good, or may not be tried again.
// Before each further attempt settle, where it is not nil, may find out that there is
// no need of one.
func (d *delivery) send(r request, settle func(*requestError) (*answer, error)) (answer, error) {
	for retries := 0; ; retries++ {
		a, err := d.authorized(r)
		failed, ok := err.(*requestError)
		switch {
		case err == nil:
			return a, nil
		case !ok || !failed.transient() || float64(retries) >= d.settings.retries:
			return answer{}, err
		}
		if err := d.pause(failed, retries); err != nil {
			return answer{}, err
		}
		if settle == nil {
			continue
		}
		settled, err := settle(failed)
		if err != nil {
			return answer{}, err
		}
		if settled != nil {
			return *settled, nil
		}
	}
}

// authorized sends a request once, with a token where one is needed. A token from the
// cache may have been revoked before its time: then it is sent once more with another.
func (d *delivery) authorized(r request) (answer, error) {
	for {
		if err := d.authorize(); err != nil {
			return answer{}, err
		}
		a, err := d.attempt(r)
		if err != nil {
			return answer{}, err
		}
		switch a.status {
		case http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNoContent:
			return a, nil
		case http.StatusUnauthorized:
			if d.settings.credentials.client != nil && !d.fresh {
				d.dropToken()
				continue
			}
		}
		return answer{}, d.refused(r, a)
	}
}

// pause waits before another attempt: for as long as the server asks, else longer each
// time. A pause that the budget does not bear is an error at once.
func (d *delivery) pause(failed *requestError, retries int) error {
	// A number is drawn for each pause, so that the next does not depend on what the
	// server asked for.
	chance := 0.5 + d.engine.random()/2
	ms := math.Floor(firstPause*math.Pow(2, float64(retries))*chance + 0.5)
	if failed.after != nil {
		ms = *failed.after
	}
	if ms >= float64(d.left()) {
		failed.suffix = " (no time left to try again after " + numberText(ms) + " ms)"
		return failed
	}
	return d.wait(time.Duration(ms) * time.Millisecond)
}

// numberText is a number as it is written in messages.
func numberText(n float64) string {
	if math.IsInf(n, 1) {
		return "Infinity"
	}
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatInt(int64(n), 10)
	}
	return string(appendNumber(nil, n))
}
