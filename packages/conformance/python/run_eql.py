"""Runs EQL queries in the engine of the open-source eql package, one event at a time.

stdin: JSON lines {"query", "events": [..]}. An event is of the kinds that its event.category names.
stdout: one JSON line each: {"verdicts": [true | false | {"error"}]} or {"error"}.
The package knows functions by one spelling only, Elasticsearch by any.
"""

import json
import re
import sys

import eql
from eql.engine import PythonEngine
from eql.parser import elasticsearch_syntax

FUNCTIONS = {
    name.lower(): name
    for name in (
        "add between cidrMatch concat divide endsWith indexOf length modulo multiply number startsWith string "
        "stringContains substring subtract wildcard"
    ).split()
}
STRING_OR_CALL = re.compile(r'"""[^\r\n]*?""""{0,2}|"(?:\\.|[^"\\])*"|\b([A-Za-z]+)(~?\s*\()')


def spelled(match):
    name = match.group(1)
    if name is None:
        return match.group(0)
    return FUNCTIONS.get(name.lower(), name) + match.group(2)


def kinds(event):
    inside = event.get("event") if isinstance(event, dict) else None
    category = inside.get("category") if isinstance(inside, dict) else None
    found = category if isinstance(category, list) else [category]
    return [kind for kind in found if isinstance(kind, str)] or ["none"]


def verdict(query, event):
    if not isinstance(event, dict):
        return {"error": "no object"}
    for kind in kinds(event):
        seen = []
        engine = PythonEngine()
        engine.add_query(query)
        engine.add_output_hook(seen.append)
        try:
            engine.stream_events([eql.Event(kind, 0, event)])
            engine.finalize()
        except Exception as error:  # pylint: disable=broad-except
            return {"error": f"{type(error).__name__}: {error}"}
        if seen:
            return True
    return False


def run(case):
    try:
        with elasticsearch_syntax:
            query = eql.parse_query(STRING_OR_CALL.sub(spelled, case["query"]))
    except Exception as error:  # pylint: disable=broad-except
        return {"error": f"{type(error).__name__}: {error}"}
    return {"verdicts": [verdict(query, event) for event in case["events"]]}


for line in sys.stdin:
    if line.strip():
        print(json.dumps(run(json.loads(line))), flush=True)
