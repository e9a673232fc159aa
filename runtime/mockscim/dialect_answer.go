package mockscim

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
)

// answer brings the answer to a request into the form that the dialect gives it.
func (d *Dialect) answer(x *exchange, a *answer) *answer {
	if a.status >= http.StatusBadRequest {
		return d.failure(a)
	}
	if object, ok := a.body.(map[string]any); ok {
		d.reshape(object)
	}
	if d.NoLocation {
		a.header = maps.Clone(a.header)
		delete(a.header, "Location")
		delete(a.header, "Content-Location")
	}
	if status := d.statusOf(x.request.Method, a.status); status != 0 {
		a.status = status
		if status == http.StatusAccepted || status == http.StatusNoContent {
			a.body = nil
		}
	}
	return a
}

// statusOf returns the status of a write that went well, 0 for what it is. A
// search is a POST too, but is answered with 200.
func (d *Dialect) statusOf(method string, status int) int {
	switch {
	case method == http.MethodPost && status == http.StatusCreated:
		return d.CreateStatus
	case method == http.MethodPut:
		return d.PutStatus
	case method == http.MethodPatch:
		return d.PatchStatus
	case method == http.MethodDelete:
		return d.DeleteStatus
	}
	return 0
}

// reshape changes a resource, or a list of them, that is about to be sent. It
// belongs to the answer, but its inner objects may be those of the store.
func (d *Dialect) reshape(object map[string]any) {
	resources, isList := object["Resources"].([]any)
	if !isList {
		d.reshapeResource(object)
		return
	}
	for _, r := range resources {
		if resource, ok := r.(map[string]any); ok {
			d.reshapeResource(resource)
		}
	}
	name := "Resources"
	if d.LowerCaseResources {
		name = "resources"
		delete(object, "Resources")
	}
	object[name] = resources
	if len(resources) > 0 {
		return
	}
	switch d.EmptyResources {
	case EmptyNull:
		object[name] = nil
	case EmptyAbsent:
		delete(object, name)
	}
}

func (d *Dialect) reshapeResource(resource map[string]any) {
	if d.ExternalID == ExternalIDNotReturned {
		delete(resource, "externalId")
	}
	if id, ok := resource["id"].(string); ok && d.IDs == IDInteger {
		if _, err := strconv.ParseUint(id, 10, 63); err == nil && (id == "0" || id[0] != '0') {
			resource["id"] = json.Number(id)
		}
	}
	if meta, ok := resource["meta"].(map[string]any); ok && d.NoLocation {
		meta = maps.Clone(meta)
		delete(meta, "location")
		resource["meta"] = meta
	}
}

// failure brings the answer to a request that failed into the dialect's form.
func (d *Dialect) failure(a *answer) *answer {
	message, ok := a.body.(map[string]any)
	if !ok {
		return a
	}
	detail, _ := message["detail"].(string)
	title := fmt.Sprintf("%d %s", a.status, http.StatusText(a.status))
	switch d.Errors {
	case ErrorsHTML:
		// The detail may hold what the client sent, which has no place in a page.
		return a.plain("text/html; charset=utf-8",
			"<!DOCTYPE html>\n<html><head><title>"+title+"</title></head><body><h1>"+title+"</h1></body></html>\n")
	case ErrorsText:
		return a.plain("text/plain; charset=utf-8", title+"\n")
	case ErrorsEmpty:
		return a.plain("", "")
	case ErrorsJSON:
		if detail == "" {
			detail = title
		}
		a.body = map[string]any{"errors": []any{detail}}
		return a
	}
	if d.NumericErrorStatus {
		message["status"] = json.Number(strconv.Itoa(a.status))
	}
	if d.NoScimType {
		delete(message, "scimType")
	}
	return a
}

// plain returns the answer with text as its body.
func (a *answer) plain(mediaType, text string) *answer {
	header := map[string]string{}
	maps.Copy(header, a.header)
	if mediaType != "" {
		header["Content-Type"] = mediaType
	}
	return &answer{status: a.status, header: header, text: &text}
}
