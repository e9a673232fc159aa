package templates

import _ "embed"

// DefaultMapping is the mapping that `scimwright init` writes as
// scimwright.yaml, and that `scimwright demo` runs. It gives each attribute what
// Auth0's own template for outbound provisioning gives it.
//
//go:embed scaffold/scimwright.yaml
var DefaultMapping string

// SampleEvent is the event that `scimwright init` writes as event.json: a
// user.created as an event stream delivers it, a CloudEvent in JSON.
//
//go:embed scaffold/event.json
var SampleEvent string

// DefaultTests are the scenarios that `scimwright init` writes as scimwright.test.yaml:
// what the default mapping is meant to do.
//
//go:embed scaffold/scimwright.test.yaml
var DefaultTests string

// What `scimwright init --ci` writes for continuous integration.
var (
	// GitHubWorkflow is a workflow of GitHub Actions.
	//go:embed scaffold/ci-github.yml
	GitHubWorkflow string

	// GitLabPipeline is a pipeline of GitLab.
	//go:embed scaffold/ci-gitlab.yml
	GitLabPipeline string

	// PreCommitConfig has the hooks of pre-commit.
	//go:embed scaffold/pre-commit.yaml
	PreCommitConfig string
)

// The events that follow [SampleEvent] in the life of that user, for the demo.
var (
	// UpdatedEvent gives the user another name.
	//go:embed demo/updated.json
	UpdatedEvent string

	// BlockedEvent is the update by which an administrator blocks the user.
	//go:embed demo/blocked.json
	BlockedEvent string

	// DeletedEvent names the user by user_id alone, as Auth0 does.
	//go:embed demo/deleted.json
	DeletedEvent string
)
