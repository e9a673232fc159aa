package main

// area is code that mistakes are made in, and the tests that ought to notice, the
// cheapest first.
type area struct {
	name  string
	files []string
	tests []string
}

const (
	// contract runs the cases of the contract, but for those that look at the text of an
	// Action, and every example on both engines.
	contract = "./cmd/internal/e2e -run ^(TestContract|TestMappingsAgree)$ -skip R28_text"
	// connections counts those of TCP, which takes a Node on the PATH.
	connections = "./cmd/internal/e2e -run ^TestContractInNode$/^R2[45]"
	// drawn compares both engines by cases drawn by chance.
	drawn = "./runtime/fuzz -run ^TestEnginesAgree$"
)

// aboutText are files of the emitter that decide how a text looks, and nothing of what
// it does: the banner with its table, line breaks, names of constants.
var aboutText = []string{"banner.go", "table.go", "layout.go", "names.go", "secrets.go"}

var areas = []area{
	{"template", []string{"templates/action/*.js", "templates/action/*/*.js"}, []string{
		contract, drawn, "./generator/internal/emit ./runtime/reference", connections}},
	{"emitter", []string{"generator/internal/emit/*.go"}, []string{
		contract, "./generator/internal/emit", drawn, "./cmd/internal/e2e -run TestCombinations"}},
	{"reference", []string{"runtime/reference/*.go"}, []string{
		contract, drawn, "./runtime/reference"}},
}
