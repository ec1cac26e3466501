"""Runs Panther rule modules. Reads JSON lines {"id", "code", "events"}, writes JSON lines {"id", "results"}.

A result is true, false or {"error": "..."}: an exception, or a rule() that returned something other than a bool.
{"id", "error"} when the module does not load. `--real` uses the event class of the panther-core package.
"""

import json
import sys

if "--real" in sys.argv:
    from panther_core import PantherEvent
else:
    from panther_event import PantherEvent


def load(code):
    """The namespace of a rule module."""
    namespace = {"__name__": "rule"}
    exec(compile(code, "<rule>", "exec"), namespace)  # pylint: disable=exec-used
    return namespace


def decide(rule, event):
    """What rule() says of one event."""
    try:
        result = rule(PantherEvent(event))
    except Exception as error:  # pylint: disable=broad-except
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    if not isinstance(result, bool):
        return {"error": f"rule() returned {type(result).__name__}, not bool"}
    return result


def run(batch):
    """One line in, one line out."""
    try:
        namespace = load(batch["code"])
    except Exception as error:  # pylint: disable=broad-except
        return {"id": batch["id"], "error": f"{type(error).__name__}: {error}"[:300]}
    if "function" in batch:
        function = namespace[batch["function"]]
        return {"id": batch["id"], "results": [call(function, event) for event in batch["events"]]}
    return {
        "id": batch["id"],
        "results": [decide(namespace["rule"], event) for event in batch["events"]],
    }


def call(function, event):
    """What title(), dedup() or severity() give for one event."""
    try:
        return {"value": function(PantherEvent(event))}
    except Exception as error:  # pylint: disable=broad-except
        return {"error": f"{type(error).__name__}: {error}"[:300]}


def main():
    """JSON lines from standard input to standard output."""
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(run(json.loads(line))), flush=False)


if __name__ == "__main__":
    main()
