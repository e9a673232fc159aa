package scenario

import "gopkg.in/yaml.v3"

// maxNodes is how many values a file may come to once its aliases are followed.
const maxNodes = 1_000_000

// aliases refuses what following aliases would never end with: one that is part of what it
// stands for, and so many within one another that the file comes to more than anybody has
// written.
func (r *reader) aliases(root *yaml.Node) {
	sizes := map[*yaml.Node]int{} // -1 while a node is being counted
	var count func(n *yaml.Node) int
	count = func(n *yaml.Node) int {
		if size, ok := sizes[n]; ok {
			return size
		}
		sizes[n] = -1
		size := 1
		children := n.Content
		if n.Kind == yaml.AliasNode {
			children = []*yaml.Node{n.Alias}
		}
		for _, child := range children {
			inner := count(child)
			if inner < 0 {
				r.refuse(codeValue, n, "write it out", "the alias is part of what it stands for")
				inner = 1
			}
			size = min(size+inner, maxNodes+1)
		}
		sizes[n] = size
		return size
	}
	if count(root) > maxNodes && len(r.found) == 0 {
		r.refuse(codeValue, root, "use fewer of them within one another", "with its aliases, the file has more than %d values", maxNodes)
	}
}
