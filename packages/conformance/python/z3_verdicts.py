"""Verdicts of z3 on pairs of conditions over one field that holds one string, or one number, or nothing.

Reads one JSON object a line: {"type": "string" | "number", "a": IR, "b": IR}. Writes a line for each:
equivalent, wider, narrower, different, or unknown where z3 gives up.
"""

import json
import sys

import z3

TIMEOUT_MS = 3000
LARGEST = 0x2FFFF


def every(items):
    return z3.And(*items) if items else z3.BoolVal(True)


def some(items):
    return z3.Or(*items) if items else z3.BoolVal(False)


def word(text):
    return z3.StringVal("".join(c if 0x20 <= ord(c) < 0x7F and c != "\\" else "\\u{%x}" % ord(c) for c in text))


def one_char(char, ignore_case):
    forms = {char.lower(), char.upper()} if ignore_case else {char}
    options = [z3.Re(word(form)) for form in sorted(forms)]
    return options[0] if len(options) == 1 else z3.Union(*options)


def sequence(parts):
    if not parts:
        return z3.Re(z3.StringVal(""))
    return parts[0] if len(parts) == 1 else z3.Concat(*parts)


ANY = z3.AllChar(z3.ReSort(z3.StringSort()))


def pattern(parts, ignore_case):
    items = []
    for part in parts:
        if isinstance(part, str):
            items += [one_char(char, ignore_case) for char in part]
        else:
            items.append(z3.Star(ANY) if part["wildcard"] == "many" else ANY)
    return sequence(items)


def regex(tree, ignore_case):
    kind = tree["type"]
    if kind == "text":
        return sequence([one_char(char, ignore_case) for char in tree["text"]])
    if kind == "set":
        ranges = []
        for low, high in tree["ranges"]:
            if ignore_case:
                ranges += [one_char(chr(point), True) for point in range(low, high + 1)]
            else:
                ranges.append(z3.Range(chr(low), chr(high)))
        return ranges[0] if len(ranges) == 1 else z3.Union(*ranges)
    if kind == "concat":
        return sequence([regex(part, ignore_case) for part in tree["parts"]])
    if kind == "alternate":
        options = [regex(option, ignore_case) for option in tree["options"]]
        return options[0] if len(options) == 1 else z3.Union(*options)
    if kind == "repeat":
        inner = regex(tree["part"], ignore_case)
        low, high = tree["min"], tree["max"]
        if high is None:
            return sequence([inner] * low + [z3.Star(inner)])
        return z3.Loop(inner, low, high) if high > 0 else z3.Re(z3.StringVal(""))
    raise ValueError(kind)


ORDER = {
    "string": {"lt": lambda x, y: x < y, "le": lambda x, y: x <= y, "gt": lambda x, y: y < x, "ge": lambda x, y: y <= x},
    "number": {"lt": lambda x, y: x < y, "le": lambda x, y: x <= y, "gt": lambda x, y: x > y, "ge": lambda x, y: x >= y},
}


def formula(node, kind, present, value):
    def literal(one):
        return word(one) if kind == "string" else z3.RealVal(repr(one))

    def condition(node):
        match node["kind"]:
            case "True":
                return z3.BoolVal(True)
            case "False":
                return z3.BoolVal(False)
            case "And":
                return every([condition(child) for child in node["children"]])
            case "Or":
                return some([condition(child) for child in node["children"]])
            case "Not":
                return z3.Not(condition(node["child"]))
            case "Exists":
                return present
            case "In":
                return z3.And(present, some([value == literal(one) for one in node["values"]]))
            case "Compare":
                bound = literal(node["value"])
                holds = value == bound if node["op"] == "eq" else ORDER[kind][node["op"]](value, bound)
                return z3.And(present, holds)
            case "Match":
                return z3.And(present, z3.InRe(value, pattern(node["pattern"], node["ignoreCase"])))
            case "Regex":
                return z3.And(present, z3.InRe(value, regex(node["tree"], node["ignoreCase"])))
            case other:
                raise ValueError(other)

    return condition(node)


def separable(fires, silent):
    solver = z3.Solver()
    solver.set("timeout", TIMEOUT_MS)
    solver.add(fires, z3.Not(silent))
    answer = solver.check()
    return None if answer == z3.unknown else answer == z3.sat


def verdict(row):
    present = z3.Bool("present")
    value = z3.String("value") if row["type"] == "string" else z3.Real("value")
    a, b = (formula(row[side], row["type"], present, value) for side in "ab")
    only_a, only_b = separable(a, b), separable(b, a)
    if only_a is None or only_b is None:
        return "unknown"
    return {(False, False): "equivalent", (False, True): "wider", (True, False): "narrower"}.get((only_a, only_b), "different")


for line in sys.stdin:
    print(verdict(json.loads(line)), flush=True)
