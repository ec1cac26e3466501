"""Runs regular expressions: JSON lines {text, flags, texts} from stdin, one JSON list of booleans (or an error) each.

`how` is search, match or fullmatch.
"""

import json
import re
import sys
import warnings

warnings.simplefilter("ignore")

for line in sys.stdin:
    case = json.loads(line)
    try:
        compiled = re.compile(case["text"], re.IGNORECASE if case.get("ignoreCase") else 0)
        find = getattr(compiled, case.get("how", "search"))
        print(json.dumps([find(text) is not None for text in case["texts"]]))
    except re.error as error:
        print(json.dumps({"error": str(error)}))
