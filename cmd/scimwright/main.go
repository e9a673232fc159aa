// Command scimwright compiles a mapping into an Auth0 event-stream Action that
// provisions users to a SCIM 2.0 server, and runs that Action without Auth0.
package main

import (
	"os"

	"github.com/scimwright/scimwright/cmd/internal/cli"
)

func main() { os.Exit(cli.Main(cli.OSProcess())) }
