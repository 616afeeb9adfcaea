"""Sizes: columns, lines of a file, lines of a function."""

import re

from .tree import Finding, code_only, line_at

COLUMNS = 100
_COLUMN_SUFFIXES = (".h", ".cc", ".py", ".sh", ".sql")
_FILE_LIMITS = {".h": (150, 300), ".cc": (500, 900), ".py": (500, 900)}  # aim, stop
_FUNCTION_AIM, _FUNCTION_STOP = 70, 100
_NOT_A_FUNCTION = re.compile(
    r"^\s*(?:template\s*<[^{}]*>\s*)?(?:inline\s+)?(?:namespace|class|struct|union|enum|extern)\b"
)


def check(tree):
    for path, text in sorted(tree.texts.items()):
        script = path.startswith("tools/") and "." not in path.rsplit("/", 1)[-1]
        if path.endswith(_COLUMN_SUFFIXES) or script or path == "Makefile":
            for number, line in enumerate(text.splitlines(), 1):
                # A hash or an address cannot be broken.
                whole = max(map(len, line.split()), default=0)
                if len(line) > COLUMNS and whole < 60:
                    yield Finding(
                        path, number, "columns", f"{len(line)} columns, at most {COLUMNS}"
                    )
        for suffix, (aim, stop) in _FILE_LIMITS.items():
            lines = len(text.splitlines())
            if path.endswith(suffix) and lines > aim:
                hard = lines > stop
                yield Finding(
                    path,
                    1,
                    "file size",
                    f"{lines} lines, {'at most' if hard else 'aim at'} " f"{stop if hard else aim}",
                    not hard,
                )
    for path, text in tree.cpp():
        for name, first, lines in functions_of(code_only(text)):
            if lines > _FUNCTION_AIM:
                hard = lines > _FUNCTION_STOP
                yield Finding(
                    path,
                    first,
                    "function size",
                    f"{name}: {lines} lines, {'at most' if hard else 'aim at'} "
                    f"{_FUNCTION_STOP if hard else _FUNCTION_AIM}",
                    not hard,
                )


def functions_of(code):
    """(name, first line, lines) of every outermost function body; tables of data are none."""
    code = re.sub(
        r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
        lambda match: re.sub(r"[^\n]", " ", match.group(0)),
        code,
        flags=re.MULTILINE,
    )
    head_start, stack = 0, []
    for match in re.finditer(r"[{};]", code):
        offset, inside = match.start(), any(kind != "scope" for kind, _, _ in stack)
        if match.group(0) == "{":
            head = code[head_start:offset]
            if inside:
                stack.append(("block", head, offset))
            elif _NOT_A_FUNCTION.match(strip_labels(head)):
                stack.append(("scope", head, offset))
            else:
                stack.append(
                    (
                        "function" if ")" in head and not re.search(r"=\s*$", head) else "data",
                        head,
                        offset,
                    )
                )
            head_start = offset + 1
        elif match.group(0) == "}":
            if stack:
                kind, head, begin = stack.pop()
                if kind == "function":
                    signature = head.lstrip()
                    first = (
                        line_at(code, begin - len(head) + len(head) - len(signature))
                        if signature
                        else line_at(code, begin)
                    )
                    yield name_of(signature), first, line_at(code, offset) - first + 1
            head_start = offset + 1
        elif not inside:
            head_start = offset + 1


def strip_labels(head):
    return re.sub(r"^\s*(?:public|private|protected)\s*:", "", head)


def name_of(signature):
    test = re.match(r"(?:TEST|TEST_F|TEST_P|BENCHMARK\w*)\s*\(([^)]*)\)", signature)
    if test:
        return " ".join(test.group(1).split())
    match = re.search(r"([~\w:]+)\s*\(", signature)
    return match.group(1) if match else "function"
