"""Files that must stand beside others, and how a header and a folder introduce themselves."""

import pathlib
import re

from .tree import Finding, code_only, line_at, stem

README_LINES = 15
LARGEST_FILE = 1_000_000
_LOGIC_LINES = 40  # a source below this is a table or a thin call


def check(tree):
    for folder in tree.folders_of("src/"):
        yield from check_folder(tree, folder)
    if tree.folders_of("world/"):
        yield from check_folder(tree, "world")
    for path, size in sorted(tree.sizes.items()):
        if size > LARGEST_FILE:
            yield Finding(path, 1, "large file", f"{size} bytes, at most {LARGEST_FILE}")
    for path, text in tree.cpp():
        if path.endswith(".h"):
            yield from check_header(path, text)
        yield from check_leftovers(path, code_only(text))
        if path.startswith(("src/", "world/")):
            yield from check_neighbours(tree, path, text)


def check_folder(tree, folder):
    readme = f"{folder}/README.md"
    if all(path.endswith((".sql", ".md")) for path in tree.paths if path.startswith(folder + "/")):
        return
    if readme not in tree.texts:
        yield Finding(
            readme, 1, "readme", "every folder says what comes in, what goes out and where to begin"
        )
    elif len(tree.texts[readme].splitlines()) > README_LINES:
        lines = len(tree.texts[readme].splitlines())
        yield Finding(readme, 1, "readme", f"{lines} lines, at most {README_LINES}")


def check_header(path, text):
    if not re.search(r"^#pragma once$", text, re.MULTILINE):
        yield Finding(path, 1, "header", "has no #pragma once")
    if not text.startswith("//"):
        yield Finding(path, 1, "header", "begins with its contract, as a comment")
    match = re.search(r"^\s*using namespace\b", code_only(text), re.MULTILINE)
    if match:
        yield Finding(
            path,
            line_at(text, match.start()),
            "header",
            "using namespace leaks into who includes it",
        )


def check_leftovers(path, code):
    for pattern, message in (
        (r"^\s*#\s*if\s+0\b", "dead code"),
        (r"\bDISABLED_\w+", "a test that does not run"),
        (r"\bsleep_for\b|\busleep\(", "a sleep"),
    ):
        for match in re.finditer(pattern, code, re.MULTILINE):
            if message != "a sleep" or path.endswith("_test.cc"):
                yield Finding(path, line_at(code, match.start()), "leftover", message)


def check_neighbours(tree, path, text):
    folder = str(pathlib.PurePosixPath(path).parent)
    if path.endswith("_fuzz.cc"):
        if not any(other.startswith(f"test/corpus/{stem(path)}/") for other in tree.paths):
            yield Finding(path, 1, "corpus", f"has no seeds in test/corpus/{stem(path)}/")
        return
    if not path.endswith(".cc") or path.endswith(("_test.cc", "_bench.cc")) or stem(path) == "main":
        return
    logic = [
        line
        for line in code_only(text).splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]
    if len(logic) > _LOGIC_LINES and f"{folder}/{stem(path)}_test.cc" not in tree.sizes:
        yield Finding(path, 1, "test", f"has no {stem(path)}_test.cc beside it", warning=True)
