"""How long pySigma takes for rules: reading them with their conditions, and reading and converting them.

stdin: JSON lines {"text"}. stdout: {"read": [rules, seconds], "convert": [rules, seconds]}; rules that it refuses do not
count as done, their time does.
"""

import json
import sys
import time

from sigma.backends.splunk import SplunkBackend
from sigma.collection import SigmaCollection

TEXTS = [json.loads(line)["text"] for line in sys.stdin if line.strip()]


def read(text):
    collection = SigmaCollection.from_yaml(text)
    for rule in collection.rules:
        if rule.errors:
            raise rule.errors[0]
        for condition in rule.detection.parsed_condition:
            assert condition.parsed is not None
    return collection


def convert(text):
    return SplunkBackend().convert(SigmaCollection.from_yaml(text))


def measure(work):
    done, start = 0, time.perf_counter()
    for text in TEXTS:
        try:
            work(text)
            done += 1
        except Exception:  # pylint: disable=broad-except
            pass
    return [done, time.perf_counter() - start]


print(json.dumps({"read": measure(read), "convert": measure(convert)}))
