"""Names and words: nothing called util, no abbreviations, nothing unfinished, no local paths."""

import re

from .tree import Finding, code_only, line_at, stem

_EMPTY_NAMES = set("util utils common helper helpers misc manager managers".split())
_ABBREVIATIONS = set(
    """acct addr addrs amt arr attr attrs buf calc cand cb cfg cmp cnt col cols conf ctx cur curr
    cust desc dest dst dt elem elems ent ents err errs fn freq func idx impl iter lang len mgr msg
    msgs num nums obj opts param params pkg prev ptr qty req res resp ret sess sim src stmt str strs
    svc tbl tmp ts txn val vals vec wt""".split()
)
# Spelt so by the language or by a library that we call.
_NOT_OURS = re.compile(
    r"(?:nullptr|u?intptr_t|ptrdiff_t|idx_t|errc?|strerror|strlen|memcmp|strcmp|\w*_ptr|duckdb_\w+"
    r"|xml_\w+|ucnv_\w+|LLVMFuzzer\w+|GetParam)$"
)
_IDENTIFIER = re.compile(r"(?<![\w.])(?<!->)(?<!::)[A-Za-z_]\w*")
_TYPE = re.compile(r"\b(?:class|struct|enum|using|concept)\s+(?:class\s+)?([A-Z]\w*)")
# Written with [] so that they do not find themselves.
_UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b")
_HOSTS = re.compile(
    r"registry\.npmj[s]|npmj[s]\.(?:org|com)|pyp[i]\.org|pythonhoste[d]\.org"
    r"|(?:deb|security)\.debia[n]\.org|artifactor[y]|verdacci[o]",
    re.IGNORECASE,
)
_MACHINE_PATHS = re.compile(r"(?<![\w./}-])/(?:(?:wor[k]|roo[t])|(?:hom[e]|User[s]|mn[t])/\w+)\b")
_WALL_CLOCK = re.compile(r"\b(?:system_clock::now|random_device|std::rand\b|std::time\()")
# What people do is dated by the clock; the case file asks for it, and nothing else does.
_CLOCK_DOOR = "src/engine/case_file.cc"
_THREADS = re.compile(r"\bstd::(?:j?thread|async)\b(?!::)")
_TO_STDOUT = re.compile(r"\bstd::(?:cout|puts|printf)\b|\bfmt::print\(\s*(?!stderr)")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(identifier):
    return [word.lower() for word in _WORD.findall(identifier)]


def check(tree):
    for path, text in sorted(tree.texts.items()):
        yield from check_path(path)
        for match in _UNFINISHED.finditer(text):
            yield Finding(path, line_at(text, match.start()), "unfinished", match.group(0))
        for pattern, message in (
            (_HOSTS, "names a package registry"),
            (_MACHINE_PATHS, "a path of one machine"),
        ):
            for match in pattern.finditer(text):
                yield Finding(
                    path, line_at(text, match.start()), "machine", f"{message}: {match.group(0)}"
                )
    for path, text in tree.cpp():
        yield from check_code(path, code_only(text))


def check_path(path):
    for part in path.split("/")[:-1] + [stem(path)]:
        empty = _EMPTY_NAMES.intersection(words_of(part))
        if empty:
            yield Finding(path, 1, "names", f"{sorted(empty)[0]} says nothing about what is inside")


def check_code(path, code):
    for match in _TYPE.finditer(code):
        name = match.group(1)
        words = words_of(name)
        if _EMPTY_NAMES.intersection(words) or (words[-1] == "base" and len(words) > 1):
            yield Finding(
                path,
                line_at(code, match.start()),
                "names",
                f"type {name} says nothing about what it is",
            )
    seen = set()
    for match in _IDENTIFIER.finditer(code):
        name = match.group(0)
        short = _ABBREVIATIONS.intersection(words_of(name))
        if (
            not short
            or name in seen
            or _NOT_OURS.match(name)
            or is_preprocessor(code, match.start())
        ):
            continue
        seen.add(name)
        yield Finding(
            path,
            line_at(code, match.start()),
            "abbreviation",
            f"{name}: write {sorted(short)[0]} out",
        )
    yield from check_doors(path, code)


def is_preprocessor(code, offset):
    return code[code.rfind("\n", 0, offset) + 1 : offset].lstrip().startswith("#")


def check_doors(path, code):
    """Time, chance, threads and stdout come in by one door each."""
    if not path.startswith(("src/", "world/", "include/")) or path.endswith(
        ("_test.cc", "_bench.cc", "_fuzz.cc")
    ):
        return
    host = path.startswith(("src/cli/", "src/server/"))
    rules = [
        (_WALL_CLOCK, "time and chance arrive as arguments", host or path == _CLOCK_DOOR),
        (
            _THREADS,
            "threads come from base/parallel_for",
            host or path.startswith("src/base/parallel_for"),
        ),
        (_TO_STDOUT, "only a host writes to stdout", host),
    ]
    for pattern, message, exempt in rules:
        for match in () if exempt else pattern.finditer(code):
            yield Finding(
                path, line_at(code, match.start()), "door", f"{match.group(0).strip()}: {message}"
            )
