// Package simulate
package simulate
