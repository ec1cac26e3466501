import { and, assumptionHolds, evaluate, type JsonValue } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { liftRule } from './index.js'

/**
 * Bodies of rule(event), events, and what CPython with panther-core says: raising, and giving no bool, is no alert. The
 * reading may leave a verdict open, or name an assumption that the event breaks; it may not say the opposite.
 */
const REFUTED: Readonly<Record<string, readonly (readonly [body: string, event: JsonValue, fires: boolean])[]>> = {
  'rule() must return a bool': [
    ['return event.get("a")', { a: 'x' }, false],
    ['return event.get("a")', { a: true }, true],
    ['return event.get("a") or event.get("b") == "x"', { a: 'y', b: 'x' }, false],
    ['return event.get("a") or event.get("b") == "x"', { a: '', b: 'x' }, true],
    ['return event.get("a") and event.get("b") == "x"', { a: 'y', b: 'x' }, true],
    ['return event.get("b") == "x" and event.get("a")', { a: 'y', b: 'x' }, false],
    ['a = event.get("a")\n    return a', { a: 1 }, false],
    ['if event.get("b"):\n        return event.get("a")\n    return False', { a: 'x', b: 1 }, false],
    ['return bool(event.get("a"))', { a: 'x' }, true],
  ],
  'a loop that may break before an item that raises': [
    [
      'for t in event.get("tags") or []:\n        if t.startswith("a"):\n            break\n    return True',
      { tags: ['a', 5] },
      true,
    ],
    [
      'for t in event.get("tags") or []:\n        if t.startswith("a"):\n            break\n    return True',
      { tags: [5, 'a'] },
      false,
    ],
    [
      'for i in event.get("items") or []:\n        if i.get("n", 0) < 2:\n            break\n    return True',
      { items: [{ n: 1 }, { n: 'x' }] },
      true,
    ],
  ],
  'what has no hash': [
    ['return event.get("a") != "x" and len({event.get("a"), 1}) > 0', { a: ['y'] }, false],
    ['return not any(t == "x" for t in {i.get("k") for i in event.get("items", [])})', { items: [{ k: {} }] }, false],
    [
      'return not any(t == "x" for t in set([i.get("k") for i in event.get("items", [])]))',
      { items: [{ k: [1] }] },
      false,
    ],
    [
      'found = set()\n    for i in event.get("items", []):\n        found.add(i.get("k"))\n    return "x" not in found',
      { items: [{ k: [1] }] },
      false,
    ],
    ['return event.get("a") not in {"x": 1}.keys()', { a: ['x', 'y'] }, false],
    ['return (event.get("a"), 1) not in {("x", 1)}', { a: ['x', 'y'] }, false],
  ],
  'sets hold equal items once': [
    ['return len({event.get("a"), event.get("b")}) == 1', { a: 'x', b: 'x' }, true],
    ['return len({event.get("a"), event.get("b")}) == 2', { a: 'x', b: 'x' }, false],
    ['return len({1, True}) == 1 and event.get("a") == "x"', { a: 'x' }, true],
    ['return {event.get("a"), "y"} == {"y", "x"}', { a: 'x' }, true],
    ['return set(["x", "x"]) == {"x"} and event.get("a") == "x"', { a: 'x' }, true],
  ],
  'arguments by name': [
    ['return event.get("a", "").split("/", maxsplit=1)[-1] == "c"', { a: 'a/b/c' }, false],
    ['return event.get("a", "").split("/", maxsplit=1)[-1] == "b/c"', { a: 'a/b/c' }, true],
    ['return int(event.get("a", "0"), base=16) == 16', { a: '10' }, true],
    ['return any(n == 0 for n, _ in enumerate(["x"], start=1)) or event.get("a") == "y"', { a: 'x' }, false],
  ],
  constants: [
    ['return sorted(["b", "a"])[0] == "a" and event.get("a") == "x"', { a: 'x' }, true],
    ['return sorted(["b", "a"])[0] == "b" and event.get("a") == "x"', { a: 'x' }, false],
    ['return not "abc".startswith(["b"]) and event.get("a") == "x"', { a: 'x' }, false],
    ['return not "abc".startswith("a", 1) and event.get("a") == "x"', { a: 'x' }, true],
    ['return not "".startswith(event.get("a", "x"))', { a: 5 }, false],
    ['return not any(range(0, 3, 0)) and event.get("a") == "x"', { a: 'x' }, false],
  ],
  'null in a list': [
    ['return None in event.get("tags", [])', { tags: ['a', null] }, true],
    ['return None not in event.get("tags", [])', { tags: ['a', null] }, false],
  ],
  'what is not read may raise': [
    ['return not (["x"] in event.get("a", "").upper() and event.get("b") == 1)', { a: 'x' }, false],
    ['return not (event.get("c") in event.get("a", "").upper() and event.get("b") == 1)', { a: 'x', c: 5 }, false],
    ['return not (event.get("a").find("y") < "b" and event.get("b") == 1)', { a: 'x' }, false],
    ['return not (event.get("a", "").upper() > event.get("c") and event.get("b") == 1)', { a: 'x', c: 5 }, false],
    ['return not (["x"] in event.get("a", "") and event.get("b") == 1)', { a: 'x' }, false],
  ],
  'keys of an object': [
    ['return 5 not in event.get("o", {})', { o: { k: 1 } }, false],
    ['return 5 not in event.get("o", {})', { o: {} }, true],
    ['return None not in event.get("o", {})', { o: { k: 1 } }, false],
    ['return event.get("a") not in event.get("o", {})', { a: ['x'], o: { k: 1 } }, false],
    ['return event.get("a") not in event.get("o", {})', { a: { x: 1 }, o: {} }, false],
    ['return event.get("a") not in event.get("o", {})', { a: 'x', o: {} }, true],
    ['return event.get("a") not in event.get("o", {})', { a: 5, o: { k: 1 } }, false],
  ],
  'deep_walk() of a list of empty lists': [
    ['return event.deep_walk("items") is not None', { items: [[]] }, false],
    ['return event.deep_walk("a", "items") is None', { a: { items: [[], []] } }, true],
    ['return event.deep_walk("a", "items") is not None', { a: { items: ['x'] } }, true],
  ],
  'an except clause that is computed': [
    ['try:\n        return event["a"] == "x"\n    except KeyError or 0:\n        return True', {}, true],
    ['try:\n        return event["a"] == "x"\n    except (not KeyError, KeyError):\n        return True', {}, false],
    ['try:\n        return event["a"] == "x"\n    except (KeyError, TypeError):\n        return True', {}, true],
  ],
  'an except clause with a name for its classes': [
    [
      'errors = (KeyError, TypeError)\n    try:\n        return event["a"] == "x"\n    except errors:\n        return True',
      {},
      true,
    ],
    ['error = KeyError\n    try:\n        return event["a"] == "x"\n    except error:\n        return True', {}, true],
    [
      'errors = (ValueError,)\n    try:\n        return event["a"] == "x"\n    except errors:\n        return True',
      {},
      false,
    ],
    ['try:\n        return event["a"] == "x"\n    except OSError:\n        return True', {}, false],
    ['try:\n        return event["a"] == "x"\n    except LookupError:\n        return True', {}, true],
  ],
  'a generator stops early': [
    ['g = (t.lower() for t in event.get("tags", []))\n    return any(t == "a" for t in g)', { tags: ['A', 5] }, true],
    ['return "a" in (t.lower() for t in event.get("tags", []))', { tags: ['A', 5] }, true],
  ],
}

describe.each(Object.entries(REFUTED))('%s', (_, cases) => {
  describe.each(['assume', 'explicit'] as const)('%s', (guards) => {
    test.each(cases)('%s on %j', (body, event, fires) => {
      const lifted = liftRule({ body: `def rule(event):\n    ${body}\n`, file: 'a.py', modules: {} }, { guards })
      const said = evaluate(and([lifted.condition, ...lifted.defined.map(({ when }) => when)]), event)
      const kept = lifted.assumptions.every((assumption) => assumptionHolds(assumption, event))
      if (kept && said !== 'unknown') expect(said).toBe(fires)
    })
  })
})
