"""A second evaluator, written from spec/semantics.md and spec/ir.md with the standard library only.

Reads JSON lines {"id", "ir", "events": [...], "now"?} from standard input and writes {"id", "verdicts": [...]} for each,
a verdict being true, false or "unknown"; {"id", "error"} where the condition is none.

It shares no idea with the one in core where there was a choice: trees are interpreted as they stand, patterns and
regexes are sets of end positions, words are found by the break rules, addresses by `ipaddress`, letter case by the
table in spec/data. Inside, unknown is None.
"""

import base64
import binascii
import ipaddress
import json
import math
import re
import sys
import threading
from pathlib import Path

SPEC = Path(__file__).resolve().parents[3] / "spec"

# ---------------------------------------------------------------------------------------------------------------------
# The expanded event: scalars and None as they are, arrays as lists, objects as dicts from a key to a list of nodes.


def expand(value):
    if isinstance(value, dict):
        return merge(cuts(value))
    if isinstance(value, list):
        return [expand(item) for item in value]
    return value


def cuts(obj):
    return [(key.split("."), value) for key, value in obj.items()]


def merge(entries):
    """One object from (segments, value) pairs: what has segments left, and what is an object, meet in one object."""
    groups = {}
    for segments, value in entries:
        groups.setdefault(segments[0], []).append((segments[1:], value))
    result = {}
    for key, group in groups.items():
        inner, nodes, has_object = [], [], False
        for rest, value in group:
            if rest:
                inner.append((rest, value))
                has_object = True
            elif isinstance(value, dict):
                inner.extend(cuts(value))
                has_object = True
            else:
                nodes.append(expand(value))
        result[key] = nodes + ([merge(inner)] if has_object else [])
    return result


def opened(node):
    if isinstance(node, list):
        for item in node:
            yield from opened(item)
    else:
        yield node


def segments_of(path):
    for segment in path:
        ignore = isinstance(segment, dict)
        for key in (segment["key"] if ignore else segment).split("."):
            yield key, ignore


def nodes_of(path, element):
    nodes = [element]
    for key, ignore in segments_of(path):
        reached = []
        for node in nodes:
            for candidate in opened(node):
                if isinstance(candidate, dict):
                    reached.extend(candidate.get(chosen_key(candidate, key, ignore), []))
        nodes = reached
    return nodes


def chosen_key(obj, key, ignore):
    if key in obj or not ignore:
        return key
    folded = fold(key)
    return next((other for other in obj if fold(other) == folded), key)


def elements_of(path, element):
    return [found for node in nodes_of(path, element) for found in opened(node) if found is not None]


def is_scalar(node):
    return isinstance(node, (str, float, bool))


def has_value(node):
    if isinstance(node, list):
        return any(map(has_value, node))
    if isinstance(node, dict):
        return any(has_value(inner) for nodes in node.values() for inner in nodes)
    return node is not None


def scalars_below(node):
    if isinstance(node, list):
        return [scalar for item in node for scalar in scalars_below(item)]
    if isinstance(node, dict):
        return [scalar for nodes in node.values() for inner in nodes for scalar in scalars_below(inner)]
    return [node] if is_scalar(node) else []


def all_paths(element, prefix=""):
    """(dotted form, node) of every path; a path has a key."""
    for node in opened(element):
        if isinstance(node, dict):
            for key, nodes in node.items():
                for inner in nodes:
                    yield prefix + key, inner
                    yield from all_paths(inner, prefix + key + ".")


def field_nodes(field, element):
    if isinstance(field, list):
        return nodes_of(field, element)
    if "pattern" in field:
        return [node for name, node in all_paths(element) if fits(field["pattern"], name)]
    return results_of(field, element)


def scalars_of(field, element):
    return [value for node in field_nodes(field, element) for value in opened(node) if is_scalar(value)]


# ---------------------------------------------------------------------------------------------------------------------
# Text


def case_table(runs):
    return {
        point: point + difference
        for first, last, step, difference in runs
        for point in range(first, last + 1, step)
    }


CASE = json.loads((SPEC / "data" / "case-mapping.json").read_text("utf-8"))
LOWER = case_table(CASE["lower"])
UPPER = case_table(CASE["upper"])
FOLD = {**LOWER, 0x3C2: 0x3C3}


def fold(text):
    return text.translate(FOLD)


def joined(texts):
    """Joins texts; halves of a surrogate pair that meet become one code point, as in UTF-16."""
    return "".join(texts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def canonical(value):
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def number_text(number):
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    if number < 0:
        return "-" + number_text(-number)
    mantissa, _, exponent = repr(number).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # The value is 0.DIGITS times ten to the power of `point`.
    point = len(whole) + int(exponent or "0") - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    head = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{head}e{'+' if point > 0 else '-'}{abs(point - 1)}"


# ---------------------------------------------------------------------------------------------------------------------
# Patterns and regexes: from a set of positions in the text to the set of positions behind a match.


def fits(pattern, text):
    ends = {0}
    for part in tidied(pattern):
        if isinstance(part, str):
            ends = {at + len(part) for at in ends if text.startswith(part, at)}
        elif part["wildcard"] == "one":
            ends = {at + 1 for at in ends if at < len(text)}
        elif ends:
            ends = set(range(min(ends), len(text) + 1))
    return len(text) in ends


def tidied(pattern):
    parts = []
    for part in pattern:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] = joined([parts[-1], part])
        else:
            parts.append(part)
    return parts


def matches_whole(tree, text, ignore_case):
    if ignore_case:
        text = fold(text)
    return len(text) in ends_of(tree, text, {0}, ignore_case)


def ends_of(tree, text, starts, ignore_case):
    kind = tree["type"]
    if not starts or kind == "empty":
        return starts
    if kind == "text":
        wanted = fold(tree["text"]) if ignore_case else tree["text"]
        return {at + len(wanted) for at in starts if text.startswith(wanted, at)}
    if kind == "set":
        return {at + 1 for at in starts if at < len(text) and in_set(tree["ranges"], ord(text[at]), ignore_case)}
    if kind == "concat":
        for part in tree["parts"]:
            starts = ends_of(part, text, starts, ignore_case)
        return starts
    if kind == "alternate":
        return {end for option in tree["options"] for end in ends_of(option, text, starts, ignore_case)}
    if kind == "assert":
        return {at for at in starts if holds(tree["at"], text, at)}
    assert kind == "repeat", kind
    return ends_of_rounds(tree, text, starts, ignore_case)


def ends_of_rounds(tree, text, starts, ignore_case):
    least, most = int(tree["min"]), math.inf if tree["max"] is None else tree["max"]
    if most < least:
        return set()
    current, rounds, seen = starts, 0, {}
    while rounds < least and current:
        key = frozenset(current)
        if key in seen:
            # The sets come round: skip whole turns.
            turn = rounds - seen[key]
            rounds += (least - rounds) // turn * turn
            seen = {}
            if rounds == least:
                break
        else:
            seen[key] = rounds
        current = ends_of(tree["part"], text, current, ignore_case)
        rounds += 1
    reached, fresh = set(current), set(current)
    while fresh and rounds < most:
        fresh = ends_of(tree["part"], text, fresh, ignore_case) - reached
        reached |= fresh
        rounds += 1
    return reached


def in_set(ranges, point, ignore_case):
    if any(first <= point <= last for first, last in ranges):
        return True
    if not ignore_case:
        return False
    return any(first <= member <= last for member in FOLDING_TO.get(point, ()) for first, last in ranges)


FOLDING_TO = {}
for source, target in FOLD.items():
    FOLDING_TO.setdefault(target, []).append(source)


def holds(assertion, text, at):
    before = text[at - 1] if at > 0 else None
    behind = text[at] if at < len(text) else None
    if assertion == "start":
        return before is None
    if assertion == "end":
        return behind is None
    if assertion == "lineStart":
        return before in (None, "\n")
    if assertion == "lineEnd":
        return behind in (None, "\n")
    boundary = is_word(before) != is_word(behind)
    return boundary if assertion == "wordBoundary" else not boundary


def is_word(char):
    return char is not None and re.match(r"[0-9A-Za-z_]", char) is not None


# ---------------------------------------------------------------------------------------------------------------------
# Domains: a value's place in the domain, or None.


def address_of(value):
    if not isinstance(value, str) or "%" in value:
        return None
    try:
        return ipaddress.ip_address(value)
    except ValueError:
        return None


def network_of(text):
    parts = re.fullmatch(r"([^/]*)/(0|[1-9][0-9]{0,2})", text)
    if parts is None or address_of(parts[1]) is None:
        return None
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def number_of(value):
    return value if isinstance(value, float) else None


def numeric_of(value):
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) else None
    return number_of(value)


INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(?:(Z)|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?"
)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


def instant_of(value):
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(found[i] or 0) for i in range(1, 7))
    zone_hour, zone_minute = int(found[10] or 0), int(found[11] or 0)
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return None
    if hour > 23 or minute > 59 or second > 59 or zone_hour > 23 or zone_minute > 59:
        return None
    milliseconds = int(((found[7] or "") + "000")[:3])
    zone = (zone_hour * HOUR + zone_minute * MINUTE) * (-1 if found[9] == "-" else 1)
    return days_before(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * 1000 + milliseconds - zone


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year, month):
    return 29 if month == 2 and is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def days_before(year, month, day):
    """Days from 1970-01-01, in the Gregorian calendar carried back."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    days += sum(days_in(year, earlier) for earlier in range(1, month)) + day - 1
    return days - 719162


def fields_of(instant):
    days, rest = divmod(int(math.floor(instant)), DAY)
    year = 1970 + days // 366 - (1 if days < 0 else 0)
    while days_before(year + 1, 1, 1) <= days:
        year += 1
    while days_before(year, 1, 1) > days:
        year -= 1
    month = 1
    while month < 12 and days_before(year, month + 1, 1) <= days:
        month += 1
    return {
        "year": year,
        "month": month,
        "day": days - days_before(year, month, 1) + 1,
        "hour": rest // HOUR,
        "minute": rest // MINUTE % 60,
        "second": rest // 1000 % 60,
        "millisecond": rest % 1000,
        # 1970-01-01 was a Thursday.
        "weekday": (days + 3) % 7 + 1,
        "epoch": instant,
    }


def clock_bound(bound, now):
    instant = now + bound["now"]
    floor = bound.get("floor")
    if floor is None:
        return instant
    fields = fields_of(instant)
    day = days_before(fields["year"], fields["month"], fields["day"])
    if floor == "week":
        return (day - fields["weekday"] + 1) * DAY
    if floor == "month":
        return days_before(fields["year"], fields["month"], 1) * DAY
    if floor == "year":
        return days_before(fields["year"], 1, 1) * DAY
    hour = fields["hour"] if floor in ("hour", "minute") else 0
    minute = fields["minute"] if floor == "minute" else 0
    return day * DAY + hour * HOUR + minute * MINUTE


READERS = {
    "number": number_of,
    "text": lambda value: value if isinstance(value, str) else None,
    "numeric": numeric_of,
    "instant": instant_of,
    "ip": address_of,
}


def related(a, op, b):
    """Two members of one domain."""
    if getattr(a, "version", None) != getattr(b, "version", None):
        return op == "ne"
    return {
        "eq": lambda: a == b,
        "ne": lambda: a != b,
        "lt": lambda: a < b,
        "le": lambda: a <= b,
        "gt": lambda: a > b,
        "ge": lambda: a >= b,
    }[op]()


def same(a, b):
    return type(a) is type(b) and a == b


# ---------------------------------------------------------------------------------------------------------------------
# Words, by the break rules of UAX #29 for ASCII. A word has a letter or a digit.


def words_of(text):
    """The words in lower case, or None where they are undecided."""
    if not text.isascii():
        return None
    words, word = [], ""
    for at, char in enumerate(text):
        word += char
        if at + 1 == len(text) or is_break(text, at):
            if re.search(r"[0-9A-Za-z]", word):
                words.append(word.lower())
            word = ""
    return None if any(len(word) > 255 for word in words) else words


def is_break(text, at):
    """Whether a word ends between this character and the next one."""
    left, right = text[at], text[at + 1]
    before = text[at - 1] if at > 0 else ""
    after = text[at + 2] if at + 2 < len(text) else ""
    letter, digit = str.isalpha, str.isdigit
    if (letter(left) or digit(left) or left == "_") and (letter(right) or digit(right) or right == "_"):
        return False
    if letter(left) and right in ".:'" and letter(after):
        return False
    if letter(before) and left in ".:'" and letter(right):
        return False
    if digit(left) and right in ".,;'" and digit(after):
        return False
    if digit(before) and left in ".,;'" and digit(right):
        return False
    return True


def tokens_truth(query, text):
    if query["mode"] == "pattern":
        if not all(part.isascii() for part in query["pattern"] if isinstance(part, str)):
            return None
        pattern = [fold(part) if isinstance(part, str) else part for part in query["pattern"]]
        words = words_of(text)
        return None if words is None else any(fits(pattern, word) for word in words)
    wanted = words_of(query["text"])
    if wanted is None:
        return None
    if not wanted:
        return False
    words = words_of(text)
    if words is None:
        return None
    if query["mode"] == "any":
        return any(word in words for word in wanted)
    if query["mode"] == "all":
        return all(word in words for word in wanted)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


# ---------------------------------------------------------------------------------------------------------------------
# Value expressions

WHITE_SPACE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def results_of(expression, element):
    lists = []
    for arg in expression["args"]:
        if isinstance(arg, list):
            lists.append(scalars_of(arg, element))
        elif "call" in arg:
            lists.append(results_of(arg, element))
        else:
            lists.append([arg["literal"]])
    if any(not values for values in lists) or sum(len(values) > 1 for values in lists) > 1:
        return []
    rounds = max((len(values) for values in lists), default=1)
    results = []
    for i in range(rounds):
        results.extend(apply(expression["call"], [values[i] if len(values) > 1 else values[0] for values in lists]))
    return results


def apply(name, args):
    kinds = [("text" if isinstance(arg, str) else "boolean" if isinstance(arg, bool) else "number") for arg in args]
    if name == "concat":
        return [joined(args)] if args and set(kinds) == {"text"} else []
    if name == "jsonDecode":
        if kinds not in (["text"], ["text", "text"]):
            return []
        return json_scalars(args[0], args[1] if len(args) == 2 else "")
    if name in ("lower", "upper", "trim", "length", "base64Decode"):
        return TEXT_FUNCTIONS[name](args[0]) if kinds == ["text"] else []
    if name == "split":
        return piece(*args) if kinds == ["text", "text", "number"] else []
    if name == "number":
        number = numeric_of(args[0]) if len(args) == 1 else None
        return [] if number is None else [number]
    if name == "string":
        return [canonical(args[0])] if len(args) == 1 else []
    if name == "timestampPart":
        instant = instant_of(args[0]) if kinds == ["text", "text"] else None
        return [] if instant is None or args[1] not in fields_of(instant) else [float(fields_of(instant)[args[1]])]
    return arithmetic(name, *args) if kinds == ["number", "number"] else []


def arithmetic(name, a, b):
    try:
        if name == "add":
            result = a + b
        elif name == "subtract":
            result = a - b
        elif name == "multiply":
            result = a * b
        elif name == "divide":
            result = a / b
        elif name == "modulo":
            result = math.fmod(a, b)
        else:
            raise NotACondition(f"no function {name}")
    except (ZeroDivisionError, ValueError, OverflowError):
        return []
    return [result] if math.isfinite(result) else []


def piece(text, separator, index):
    if separator == "" or index != math.floor(index):
        return []
    pieces = text.split(separator)
    return [pieces[int(index)]] if -len(pieces) <= index < len(pieces) else []


def json_scalars(text, field):
    if nesting(text) > 1000:
        return []
    try:
        document = json.loads(text, parse_int=float, parse_float=float, parse_constant=not_json)
    except ValueError:
        return []
    return scalars_of(field.split(".") if field else [], expand(document))


def not_json(_):
    raise ValueError


def nesting(text):
    deepest = depth = 0
    for char in re.findall(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', text, re.DOTALL):
        depth += (char in "[{") - (char in "]}")
        deepest = max(deepest, depth)
    return deepest


def base64_text(text):
    try:
        return [base64.b64decode(text, validate=True).decode("utf-8")] if len(text) % 4 == 0 else []
    except ValueError:
        return []


TEXT_FUNCTIONS = {
    "lower": lambda text: [text.translate(LOWER)],
    "upper": lambda text: [text.translate(UPPER)],
    "trim": lambda text: [text.strip(WHITE_SPACE)],
    "length": lambda text: [float(len(text))],
    "base64Decode": base64_text,
}

# ---------------------------------------------------------------------------------------------------------------------
# Conditions


class NotACondition(Exception):
    pass


def negated(truth):
    return None if truth is None else not truth


def some_of(truths):
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def every_of(truths):
    return negated(some_of(negated(truth) for truth in truths))


def truth_of(node, element, now, bound):
    kind = node["kind"]

    def inside(condition, path):
        return [truth_of(condition, found, now, bound) for found in elements_of(path, element)]

    def values():
        return scalars_of(node["field"], element)

    def texts():
        if node["on"] == "scalar":
            return [canonical(value) for value in values()]
        return [value for value in values() if isinstance(value, str)]

    if kind == "True":
        return True
    if kind == "False":
        return False
    if kind == "And":
        return every_of(truth_of(child, element, now, bound) for child in node["children"])
    if kind == "Or":
        return some_of(truth_of(child, element, now, bound) for child in node["children"])
    if kind == "Not":
        return negated(truth_of(node["child"], element, now, bound))
    if kind == "Compare":
        return some_of([compare_truth(node, value, now) for value in values()])
    if kind == "In":
        return any(same(value, wanted) for value in values() for wanted in node["values"])
    if kind == "Match":
        if not node["ignoreCase"]:
            return any(fits(node["pattern"], text) for text in texts())
        pattern = [fold(part) if isinstance(part, str) else part for part in node["pattern"]]
        return any(fits(pattern, fold(text)) for text in texts())
    if kind == "Regex":
        return any(matches_whole(node["tree"], text, node["ignoreCase"]) for text in texts())
    if kind == "Cidr":
        network = network_of(node["network"])
        addresses = [address_of(value) for value in values()]
        return network is not None and any(address is not None and address in network for address in addresses)
    if kind == "Shape":
        nodes = nodes_of(node["field"], element)
        return any(shape_of(found) in node["kinds"] for found in nodes) if nodes else "missing" in node["kinds"]
    if kind == "Exists":
        return any(has_value(found) for found in field_nodes(node["field"], element))
    if kind == "CompareFields":
        left, right = scalars_of(node["left"], element), scalars_of(node["right"], element)
        return any(pair_related(node, a, b) for a in left for b in right)
    if kind == "Tokens":
        return some_of([tokens_truth(node["query"], value) for value in values() if isinstance(value, str)])
    if kind == "Search":
        found = [scalar for start in nodes_of(node["scope"], element) for scalar in scalars_below(start)]
        return some_of([truth_of(node["condition"], scalar, now, bound) for scalar in found])
    if kind == "Some":
        return some_of(inside(node["condition"], node["path"]))
    if kind == "Every":
        return every_of(inside(node["condition"], node["path"]))
    if kind == "Count":
        truths = inside(node["condition"], node["path"])
        least = sum(truth is True for truth in truths)
        possible = range(least, least + sum(truth is None for truth in truths) + 1)
        answers = {related(number, node["op"], node["count"]) for number in possible}
        return answers.pop() if len(answers) == 1 else None
    if kind == "Let":
        value = truth_of(node["value"], element, now, bound)
        return truth_of(node["body"], element, now, {**bound, node["name"]: value})
    if kind == "Ref":
        if node["name"] not in bound:
            raise NotACondition(f"no Let binds {node['name']}")
        return bound[node["name"]]
    if kind == "Opaque":
        return None
    raise NotACondition(f"no kind {kind}")


def compare_truth(node, value, now):
    domain, op, bound = node.get("domain"), node["op"], node["value"]
    if domain is None:
        if op != "eq" or isinstance(bound, dict):
            raise NotACondition("an order names its domain")
        return same(value, bound)
    own = READERS[domain](value)
    if own is None:
        return False
    if isinstance(bound, dict):
        if domain != "instant":
            raise NotACondition("now is an instant")
        return None if now is None else related(own, op, clock_bound(bound, now))
    limit = number_of(bound) if domain == "instant" else READERS[domain](bound)
    return limit is not None and related(own, op, limit)


def pair_related(node, a, b):
    domain, op = node.get("domain"), node["op"]
    by_text = op in ("contains", "startsWith", "endsWith")
    if domain not in (None, "text") and not by_text:
        a, b = READERS[domain](a), READERS[domain](b)
        return a is not None and b is not None and related(a, op, b)
    if node["on"] == "scalar":
        a, b = canonical(a), canonical(b)
    if node["ignoreCase"]:
        a, b = (fold(value) if isinstance(value, str) else value for value in (a, b))
    if by_text or domain == "text":
        if not (isinstance(a, str) and isinstance(b, str)):
            return False
        if by_text:
            return {"contains": b in a, "startsWith": a.startswith(b), "endsWith": a.endswith(b)}[op]
        return related(a, op, b)
    if op not in ("eq", "ne"):
        raise NotACondition("an order names its domain")
    return same(a, b) if op == "eq" else not same(a, b)


def shape_of(node):
    if node is None:
        return "null"
    if isinstance(node, bool):
        return "boolean"
    if isinstance(node, float):
        return "number"
    if isinstance(node, str):
        return "string"
    if isinstance(node, list):
        return "array" if node else "emptyArray"
    return "object" if node else "emptyObject"


def evaluate(condition, event, now=None):
    return truth_of(condition, expand(event), now, {})


def main():
    for line in sys.stdin.buffer:
        # Every number is a double; a boolean is none.
        request = json.loads(line, parse_int=float, parse_float=float)
        try:
            verdicts = [evaluate(request["ir"], event, request.get("now")) for event in request["events"]]
            answer = {"verdicts": ["unknown" if verdict is None else verdict for verdict in verdicts]}
        except NotACondition as reason:
            answer = {"error": str(reason)}
        sys.stdout.write(json.dumps({"id": request["id"], **answer}) + "\n")


if __name__ == "__main__":
    # Events and conditions may be nested deeper than the default stack of the main thread allows.
    sys.setrecursionlimit(200_000)
    threading.stack_size(512 * 1024 * 1024)
    worker = threading.Thread(target=main)
    worker.start()
    worker.join()
