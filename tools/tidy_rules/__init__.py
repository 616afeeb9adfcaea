"""The rules of tools/tidy, a module a group of rules: check(tree) yields findings."""
