"""Loads Sigma rules in pySigma and converts them with two backends.

stdin: JSON lines {"name", "text"}; a text may hold several documents (a base rule and its correlation).
stdout: one JSON line each: {"name", "loads": bool, "elasticsearch": bool, "splunk": bool, "errors": [..]}.
A backend that says it cannot express something (a keyword search in ES|QL, say) is an error here too.
"""

import json
import sys

from sigma.backends.elasticsearch import LuceneBackend
from sigma.backends.splunk import SplunkBackend
from sigma.collection import SigmaCollection
from sigma.correlations import SigmaCorrelationRule

BACKENDS = {"elasticsearch": LuceneBackend, "splunk": SplunkBackend}


def check(case):
    result = {"name": case["name"], "loads": False, "errors": []}
    try:
        collection = SigmaCollection.from_yaml(case["text"])
        errors = [str(error) for rule in collection.rules for error in rule.errors]
        result["loads"] = not errors
        result["errors"] += errors
    except Exception as error:  # pylint: disable=broad-except
        result["errors"].append(f"load: {error}")
        return result
    counts = any(isinstance(rule, SigmaCorrelationRule) for rule in collection.rules)
    for name, backend in BACKENDS.items():
        # Lucene has no aggregation: its backend refuses correlations by design.
        if counts and name == "elasticsearch":
            continue
        try:
            queries = backend().convert(SigmaCollection.from_yaml(case["text"]))
            result[name] = len(queries) > 0
        except Exception as error:  # pylint: disable=broad-except
            result[name] = False
            result["errors"].append(f"{name}: {error}")
    return result


for line in sys.stdin:
    if line.strip():
        print(json.dumps(check(json.loads(line))), flush=True)
