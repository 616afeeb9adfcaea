"""Documents: links lead somewhere, a typology has its page and world, generated pages are fresh."""

import pathlib
import posixpath
import re
import subprocess

from .tree import Finding, line_at

_LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_PAGE_PARTS = ("Claim", "Source", "Evidence", "Innocent causes", "Tiny world")


def check(tree):
    for path, text in sorted(tree.texts.items()):
        if path.endswith(".md"):
            yield from check_links(tree, path, text)
    for path in tree.paths:
        if path.startswith("data/typologies/") and path.endswith(".toml"):
            yield from check_typology(tree, path)
    if tree.checkout is not None:
        yield from check_generated(tree)


def anchors_of(text):
    headings = re.findall(r"^#+\s+(.*?)\s*$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def check_links(tree, path, text):
    blanked = _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), text)
    for match in _LINK.finditer(blanked):
        target = match.group(1) or match.group(2)
        if re.match(r"[a-z]+:", target):
            continue
        line = line_at(text, match.start())
        name, _, anchor = target.partition("#")
        where = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
        if where not in tree.sizes and not any(
            other.startswith(where + "/") for other in tree.paths
        ):
            yield Finding(path, line, "link", f"{target} leads nowhere")
        elif anchor and where in tree.texts and anchor not in anchors_of(tree.texts[where]):
            yield Finding(path, line, "link", f"{where} has no heading #{anchor}")


def check_typology(tree, path):
    page = f"docs/typologies/{pathlib.PurePosixPath(path).stem}.md"
    if page not in tree.texts:
        yield Finding(path, 1, "typology", f"has no page {page}")
        return
    headings = re.findall(r"^## (.*)$", tree.texts[page], re.MULTILINE)
    for part in _PAGE_PARTS:
        if part not in headings:
            yield Finding(page, 1, "typology", f"has no heading '{part}'")
    worlds = re.findall(r"test/worlds/[\w/]+\.world", tree.texts[page])
    if not worlds:
        yield Finding(page, 1, "typology", "names no tiny world")
    for world in worlds:
        if world not in tree.sizes:
            yield Finding(page, 1, "typology", f"{world} is not there")


def check_generated(tree):
    page = "docs/reference/tables.md"
    fresh = subprocess.run(
        [str(tree.checkout / "tools" / "tables_doc"), "--print"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if tree.texts.get(page) != fresh:
        yield Finding(page, 1, "generated", "is older than the schema; run tools/tables_doc")
    stale = subprocess.run(
        [str(tree.checkout / "tools" / "regimes_doc"), "--check"], capture_output=True, text=True
    ).stdout
    for line in stale.splitlines():
        page, _, message = line.partition(": ")
        yield Finding(page, 1, "generated", message)
