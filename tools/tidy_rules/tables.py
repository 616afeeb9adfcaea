"""One spelling of a field: a noun in C++ and its table in SQL have the same columns in order."""

import re

from .tree import Finding, line_at

_CREATE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\((.*?)\n\);", re.DOTALL)
_NOUN = re.compile(r'kName\s*=\s*"(\w+)";(.*?)\n\s*};', re.DOTALL)
_COLUMN = re.compile(r'Column\{\s*"(\w+)"')


def sql_tables(tree):
    """table -> (path, line, [(column, type)])"""
    tables = {}
    for path, text in sorted(tree.texts.items()):
        if not path.startswith("src/store/schema/") or not path.endswith(".sql"):
            continue
        for match in _CREATE.finditer(text):
            columns = []
            for line in match.group(2).splitlines():
                line = line.split("--")[0].strip().rstrip(",")
                words = line.split()
                if len(words) >= 2 and re.match(r"[a-z]\w*$", words[0]):
                    columns.append(
                        (words[0], re.sub(r"\s*NOT NULL.*", "", line[len(words[0]) :].strip()))
                    )
            tables[match.group(1)] = (path, line_at(text, match.start()), columns)
    return tables


def noun_tables(tree):
    """table -> (path, line, [column])"""
    tables = {}
    for path, text in tree.cpp():
        if path.endswith(".h"):
            for match in _NOUN.finditer(text):
                columns = _COLUMN.findall(match.group(2))
                if columns:
                    tables[match.group(1)] = (path, line_at(text, match.start()), columns)
    return tables


def check(tree):
    in_sql = sql_tables(tree)
    for table, (path, line, columns) in noun_tables(tree).items():
        if table not in in_sql:
            yield Finding(
                path, line, "columns agree", f"no CREATE TABLE {table} in src/store/schema/"
            )
            continue
        expected = [name for name, _ in in_sql[table][2]]
        for ours, theirs in zip(columns + [None] * len(expected), expected + [None] * len(columns)):
            if ours != theirs:
                yield Finding(
                    path,
                    line,
                    "columns agree",
                    f"{table}: {ours} here, {theirs} in {in_sql[table][0]}",
                )
                break
