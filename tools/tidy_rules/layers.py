"""Who may include whom: layers.txt, no cycles, and what stays behind its own door."""

import re

from .tree import Finding, line_at

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)
_STANDARD = re.compile(r"[a-z_0-9]+$")  # <vector>, not <fmt/format.h>


def read_layers(text):
    layers = {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            name, _, allowed = line.partition(":")
            layers[name.strip()] = allowed.split()
    return layers


def folder_of(path):
    parts = path.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[0] == "world":
        return "world"
    if path.startswith("include/chokepoint/"):
        return "public"
    return None


def includes_of(text):
    return [
        (match.group(1) == "<", match.group(2), line_at(text, match.start()))
        for match in _INCLUDE.finditer(text)
    ]


def cycle_in(graph):
    """The nodes of one cycle in order, or nothing."""
    state, trail = {}, []

    def visit(node):
        state[node] = "open"
        trail.append(node)
        for neighbour in sorted(graph.get(node, ())):
            if state.get(neighbour) == "open":
                return trail[trail.index(neighbour) :] + [neighbour]
            if neighbour not in state:
                found = visit(neighbour)
                if found:
                    return found
        state[node] = "done"
        trail.pop()
        return None

    for node in sorted(graph):
        if node not in state:
            found = visit(node)
            if found:
                return found
    return None


def resolve(tree, path, name):
    """The file that a quoted include means, of those in the tree."""
    for candidate in (f"src/{name}", f"include/{name}", name, f"test/{name}"):
        if candidate in tree.sizes:
            return candidate
    return None


def check(tree):
    layers = read_layers(tree.texts.get("layers.txt", ""))
    found = cycle_in(
        {name: [other for other in allowed if other in layers] for name, allowed in layers.items()}
    )
    if found:
        yield Finding("layers.txt", 1, "cycle", " -> ".join(found))
    graph = {}
    for path, text in tree.cpp():
        folder = folder_of(path)
        if folder and folder != "public" and folder not in layers:
            yield Finding(path, 1, "layers", f"folder {folder} is not in layers.txt")
        for angled, name, line in includes_of(text):
            if angled:
                yield from check_angled(path, folder, name, line)
                continue
            target = resolve(tree, path, name)
            if target is None:
                yield Finding(
                    path, line, "include", f'"{name}" is no file of src/, include/, world/ or test/'
                )
                continue
            graph.setdefault(path, set()).add(target)
            yield from check_quoted(layers, path, folder, target, line)
    found = cycle_in(graph)
    if found:
        yield Finding(found[0], 1, "cycle", " -> ".join(found))


def check_quoted(layers, path, folder, target, line):
    wanted = folder_of(target)
    if folder is None or wanted in (None, folder):
        return
    if folder == "public":
        yield Finding(path, line, "layers", f"a public header includes {target}")
    elif wanted not in layers.get(folder, ()):
        yield Finding(path, line, "layers", f"{folder} may not include {wanted}")


def check_angled(path, folder, name, line):
    if folder == "public" and not _STANDARD.match(name):
        yield Finding(path, line, "layers", f"a public header names the third party <{name}>")
    if name == "duckdb.h" and folder != "store":
        yield Finding(path, line, "layers", "only src/store may name DuckDB")
