"""Runs the rules on small bad trees.

A file of test/tidy/ holds a tree and the findings it must give, these and no more:

-- src/base/a.h --
...text of that file...
-- expect --
src/base/a.h:1: header: has no #pragma once
"""

import re

from .tree import Tree

_MARK = re.compile(r"^-- (\S+) --$", re.MULTILINE)


def read_case(text):
    # What may stand nowhere in the project is written with @@ inside.
    parts = _MARK.split(text.replace("@@", ""))
    texts = {name: body.removeprefix("\n") for name, body in zip(parts[1::2], parts[2::2])}
    # A long run of lines is written as one line: "@repeat 301 int x;".
    texts = {
        name: re.sub(
            r"^@repeat (\d+) (.*)$",
            lambda match: "\n".join([match.group(2)] * int(match.group(1))),
            body,
            flags=re.MULTILINE,
        )
        for name, body in texts.items()
    }
    expected = texts.pop("expect").split("\n")
    return texts, [line for line in expected if line.strip()]


def run(folder, findings_of):
    cases = sorted(folder.glob("*.txt"))
    failed = 0
    for case in cases:
        texts, expected = read_case(case.read_text())
        actual = [str(finding) for finding in findings_of(Tree.from_texts(texts))]
        if actual != expected:
            failed += 1
            print(f"{case.name}:")
            print(
                "".join(f"  missing: {line}\n" for line in expected if line not in actual), end=""
            )
            print(
                "".join(f"  not expected: {line}\n" for line in actual if line not in expected),
                end="",
            )
    print(f"tidy --self-test: {len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0
