"""Compares the stand-in event class with the real one (PyPI: panther-core) on generated events and calls.

Exits 1 and prints the first differences when they disagree.
"""

import random
import sys

from panther_core import PantherEvent as Real
from panther_event import PantherEvent as Standin

KEYS = ("a", "A", "b", "B", "a.b", "x", "eventName", "eventname", "", "ß", "İ", "__proto__")
SCALARS = (None, True, False, 0, 1, 1.5, "", "x", "X", "true", "1", "é")


def value(rand, depth):
    """A random JSON value."""
    kind = rand.random()
    if depth > 0 and kind < 0.3:
        return {rand.choice(KEYS): value(rand, depth - 1) for _ in range(rand.randrange(4))}
    if depth > 0 and kind < 0.5:
        return [value(rand, depth - 1) for _ in range(rand.randrange(4))]
    return rand.choice(SCALARS)


def plain(found):
    """A comparable form of what a call gave: the kind of container matters, its class does not."""
    from collections.abc import Mapping, Sequence

    if isinstance(found, Mapping):
        raw = isinstance(found, dict)
        return ("mapping", raw, [(key, plain(found[key])) for key in found], len(found))
    if isinstance(found, Sequence) and not isinstance(found, str):
        return (
            "sequence",
            type(found).__name__ in ("list", "tuple"),
            [plain(item) for item in found],
        )
    return (type(found).__name__, found)


def outcome(function):
    """What a call gives, or the exception it raises."""
    try:
        return plain(function())
    except Exception as error:  # pylint: disable=broad-except
        return ("raised", type(error).__name__)


def calls(rand):
    """One call on an event, as text for messages and as a function."""
    path = [rand.choice(KEYS) for _ in range(rand.randrange(1, 4))]
    default = rand.choice((None, "", "d", [], {"b": 1}, ()))
    other = value(rand, 2)
    return rand.choice(
        [
            (f"get({path[0]!r}, {default!r})", lambda e: e.get(path[0], default)),
            (f"[{path[0]!r}]", lambda e: e[path[0]]),
            (f"{path[0]!r} in", lambda e: path[0] in e),
            (f"deep_get({path!r}, {default!r})", lambda e: e.deep_get(*path, default=default)),
            (f"deep_walk({path!r})", lambda e: e.deep_walk(*path)),
            (f"deep_walk({path!r}, {default!r})", lambda e: e.deep_walk(*path, default=default)),
            (f"== {other!r}", lambda e: e.deep_get(*path) == other),
            (f"in tuple {other!r}", lambda e: e.deep_get(*path) in (other, "x", 1)),
            (f"in {path!r}", lambda e: other in e.deep_get(*path)),
            (f"iterate {path!r}", lambda e: list(e.deep_get(*path))),
            (f"items {path!r}", lambda e: list(e.deep_get(*path).items())),
            (f"set {path!r}", lambda e: e.deep_get(*path) in {"x", 1}),
            (f"truth {path!r}", lambda e: bool(e.deep_get(*path))),
            (
                f"str {path!r}",
                lambda e: str(e.deep_get(*path, default="")).startswith(("Imm", "x", "T")),
            ),
            (f"order {path!r}", lambda e: e.deep_get(*path) < 1),
        ]
    )


def main():
    """Twenty thousand calls, the same ones each time."""
    rand = random.Random(1)
    differences = 0
    for _ in range(20000):
        event = {rand.choice(KEYS): value(rand, 3) for _ in range(rand.randrange(5))}
        name, call = calls(rand)
        real, standin = outcome(lambda: call(Real(event))), outcome(lambda: call(Standin(event)))
        if real != standin:
            differences += 1
            if differences <= 10:
                print(f"{name} on {event!r}\n  real    {real}\n  standin {standin}")
    print(f"{differences} differences in 20000 calls")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
