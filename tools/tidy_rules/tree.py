"""A project as the rules see it: paths and texts, from a folder or from one file of a self-test."""

import dataclasses
import functools
import pathlib
import re
import subprocess

TEXT_SUFFIXES = {
    ".h",
    ".cc",
    ".py",
    ".sh",
    ".sql",
    ".md",
    ".toml",
    ".txt",
    ".cmake",
    ".json",
    ".world",
    ".yml",
    ".csv",
    ".ts",
    ".tsx",
    ".css",
    ".html",
    "",
}
SELF_TESTS = "test/tidy/"  # bad on purpose
LARGEST_TEXT = 2_000_000


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str
    warning: bool = False

    def __str__(self):
        mark = " (warning)" if self.warning else ""
        return f"{self.path}:{self.line}: {self.rule}{mark}: {self.message}"


class Tree:
    def __init__(self, texts, sizes, checkout=None):
        self.texts = texts  # path -> text, of text files
        self.sizes = sizes  # path -> bytes, of all files
        self.checkout = checkout  # the folder, where there is one
        self.paths = sorted(sizes)

    @staticmethod
    def from_folder(root: pathlib.Path):
        """Every file that git tracks or would track."""
        listing = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"],
            check=True,
            capture_output=True,
        ).stdout.decode()
        texts, sizes = {}, {}
        for name in filter(None, listing.split("\0")):
            path = root / name
            if name.startswith(SELF_TESTS) or not path.is_file():
                continue
            sizes[name] = path.stat().st_size
            if (
                path.suffix in TEXT_SUFFIXES
                and sizes[name] <= LARGEST_TEXT
                and not name.startswith("test/corpus/")
            ):
                texts[name] = path.read_bytes().decode("utf-8", errors="replace")
        return Tree(texts, sizes, root)

    @staticmethod
    def from_texts(texts):
        return Tree(texts, {path: len(text.encode()) for path, text in texts.items()})

    def cpp(self):
        """(path, text) of C++ files."""
        return [
            (path, text)
            for path, text in sorted(self.texts.items())
            if path.endswith((".h", ".cc"))
        ]

    def folders_of(self, prefix):
        """Folders below `prefix` that hold a file."""
        return sorted(
            {
                str(pathlib.PurePosixPath(path).parent)
                for path in self.paths
                if path.startswith(prefix)
            }
        )


def stem(path):
    return pathlib.PurePosixPath(path).stem


_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


@functools.lru_cache(maxsize=None)
def code_only(text):
    """The text with comments and literals blanked; lines and columns stay where they were."""

    def blank(match):
        token = match.group(0)
        if token.startswith("//") or token.startswith("/*"):
            return re.sub(r"[^\n]", " ", token)
        return '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'

    return _TOKEN.sub(blank, text)


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1
