"""Evaluates Sigma rules over the tree that pySigma's parser gives, on the conventions of spec/languages/sigma.md.

Reads JSON lines {"name", "text", "events": [...]}, writes {"name", "verdicts": [true, false or "unknown"]} for each, or
{"name", "error"} where pySigma refuses the rule. What a rule is made of is pySigma's to say: identifiers, operators,
modifiers, wildcards, encodings. How an event holds values, which letters are equal and what a number looks like is not
its subject and comes from the second evaluator beside this file.
"""

import json
import re
import sys

from evaluator import (
    address_of,
    canonical,
    expand,
    fields_of,
    fits,
    fold,
    has_value,
    instant_of,
    nodes_of,
    numeric_of,
    scalars_below,
    scalars_of,
)
from sigma.collection import SigmaCollection
from sigma.conditions import (
    ConditionAND,
    ConditionFieldEqualsValueExpression,
    ConditionNOT,
    ConditionOR,
    ConditionValueExpression,
)
from sigma.types import (
    SigmaBool,
    SigmaCasedString,
    SigmaCIDRExpression,
    SigmaCompareExpression,
    SigmaExists,
    SigmaExpansion,
    SigmaFieldReference,
    SigmaNull,
    SigmaNumber,
    SigmaRegularExpression,
    SigmaRegularExpressionFlag,
    SigmaString,
    SigmaTimestampPart,
    SpecialChars,
)

MANY, ONE = {"wildcard": "many"}, {"wildcard": "one"}


class Undecided(Exception):
    """A placeholder, or something this evaluator has no words for."""


def compile_tree(node):
    """A function from an expanded event to true, false or None."""
    if isinstance(node, (ConditionAND, ConditionOR)):
        parts = [compile_tree(argument) for argument in node.args]
        decisive = isinstance(node, ConditionOR)
        return lambda event: decided([part(event) for part in parts], decisive)
    if isinstance(node, ConditionNOT):
        (part,) = [compile_tree(argument) for argument in node.args]
        return lambda event: negated(part(event))
    if isinstance(node, ConditionFieldEqualsValueExpression):
        return compile_field([node.field], node.value)
    if isinstance(node, ConditionValueExpression):
        return compile_keyword(node.value)
    raise Undecided(type(node).__name__)


def decided(truths, decisive):
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def negated(truth):
    return None if truth is None else not truth


def compile_field(path, value):
    try:
        return field_test(path, value)
    except Undecided:
        return lambda event: None


def field_test(path, value):
    if isinstance(value, SigmaExpansion):
        parts = [field_test(path, inner) for inner in value.values]
        return lambda event: any(part(event) for part in parts)
    if isinstance(value, SigmaNull):
        return lambda event: not any(has_value(node) for node in nodes_of(path, event))
    if isinstance(value, SigmaExists):
        return lambda event: bool(nodes_of(path, event)) == bool(value)
    if isinstance(value, SigmaFieldReference):
        return reference_test(path, value)
    if isinstance(value, SigmaString) and pattern_of(value) == [MANY]:
        return lambda event: any(has_value(node) for node in nodes_of(path, event))
    test = value_test(value)
    return lambda event: any(test(found) for found in scalars_of(path, event))


def reference_test(path, value):
    def holds(event):
        left, right = (
            [fold(canonical(found)) for found in scalars_of(name, event)] for name in (path, [value.field])
        )
        if value.starts_with:
            return any(a.startswith(b) for a in left for b in right)
        if value.ends_with:
            return any(a.endswith(b) for a in left for b in right)
        return any(a == b for a in left for b in right)

    return holds


def compile_keyword(value):
    if isinstance(value, SigmaExpansion):
        parts = [compile_keyword(inner) for inner in value.values]
        return lambda event: any(part(event) for part in parts)
    if isinstance(value, SigmaRegularExpression):
        test = value_test(value)
    else:
        string = value if isinstance(value, SigmaString) else SigmaString(str(value))
        test = text_test([MANY, *pattern_of(string), MANY], isinstance(string, SigmaCasedString))
    return lambda event: any(test(found) for found in scalars_below(event))


def value_test(value):
    """A function from one string, number or boolean to true or false."""
    if isinstance(value, SigmaTimestampPart):
        return time_test(value)
    if isinstance(value, SigmaString):
        return text_test(pattern_of(value), isinstance(value, SigmaCasedString))
    if isinstance(value, SigmaNumber):
        return lambda found: canonical(found) == canonical(float(value.number))
    if isinstance(value, SigmaBool):
        return text_test([str(bool(value)).lower()], False)
    if isinstance(value, SigmaRegularExpression):
        flags = {
            SigmaRegularExpressionFlag.IGNORECASE: re.IGNORECASE,
            SigmaRegularExpressionFlag.MULTILINE: re.MULTILINE,
            SigmaRegularExpressionFlag.DOTALL: re.DOTALL,
        }
        program = re.compile(str(value.regexp), re.ASCII | sum(flags[flag] for flag in value.flags))
        return lambda found: program.search(canonical(found)) is not None
    if isinstance(value, SigmaCIDRExpression):
        return lambda found: (address := address_of(found)) is not None and address in value.network
    if isinstance(value, SigmaCompareExpression):
        return compare_test(value)
    raise Undecided(type(value).__name__)


def text_test(pattern, cased):
    wanted = pattern if cased else [fold(part) if isinstance(part, str) else part for part in pattern]
    return lambda found: fits(wanted, canonical(found) if cased else fold(canonical(found)))


def pattern_of(string):
    """The parts of a SigmaString; neighbouring wildcards of any length are one."""
    parts = []
    for part in string.s:
        if isinstance(part, str):
            parts.append(part)
        elif part == SpecialChars.WILDCARD_MULTI:
            if not parts or parts[-1] is not MANY:
                parts.append(MANY)
        elif part == SpecialChars.WILDCARD_SINGLE:
            parts.append(ONE)
        else:
            raise Undecided("placeholder")
    return parts


def compare_test(value):
    operators = {
        "LT": lambda a, b: a < b,
        "LTE": lambda a, b: a <= b,
        "GT": lambda a, b: a > b,
        "GTE": lambda a, b: a >= b,
    }
    compare, bound = operators[value.op.name], float(value.number.number)
    return lambda found: (number := numeric_of(found)) is not None and compare(number, bound)


def time_test(value):
    part, number = value.timestamp_part.name.lower(), float(value.number)

    def holds(found):
        instant = instant_of(found)
        return instant is not None and fields_of(instant).get(part) == number

    return holds


def check(case):
    try:
        collection = SigmaCollection.from_yaml(case["text"])
        errors = [str(error) for rule in collection.rules for error in rule.errors]
        if errors:
            return {"error": errors[0]}
        (rule,) = collection.rules
        conditions = [compile_tree(condition.parsed) for condition in rule.detection.parsed_condition]
    except Undecided as reason:
        return {"error": f"undecided: {reason}"}
    except Exception as error:  # pylint: disable=broad-except
        return {"error": f"{type(error).__name__}: {error}"}
    verdicts = [decided([condition(expand(event)) for condition in conditions], True) for event in case["events"]]
    return {"verdicts": ["unknown" if verdict is None else verdict for verdict in verdicts]}


if __name__ == "__main__":
    for line in sys.stdin:
        if line.strip():
            given = json.loads(line)
            # Every number of an event is a double.
            given["events"] = json.loads(json.dumps(given["events"]), parse_int=float)
            print(json.dumps({"name": given["name"], **check(given)}), flush=False)
