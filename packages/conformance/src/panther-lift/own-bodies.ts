import type { JsonValue } from '@ruleglot/core'

/** Bodies of rule(event) of our own invention, one or more for each thing that is read, with events to alter. */
export interface OwnBody {
  readonly body: string
  readonly events: readonly JsonValue[]
  /** What stands before the rule. */
  readonly before?: string
}

const actor = (email: JsonValue, name: JsonValue = 'Ann'): JsonValue => ({ actor: { email, name } })
const items = (...list: JsonValue[]): JsonValue => ({ items: list, kind: 'k' })

export const OWN_BODIES: readonly OwnBody[] = [
  {
    body: 'return event.get("kind") == "k" and event.deep_get("actor", "email") != "x"',
    events: [{ kind: 'k', actor: { email: 'y' } }],
  },
  {
    body: 'return not (event.get("error") or event.get("message"))',
    events: [{ error: '', message: null, kind: 1 }, { error: { a: 1 } }],
  },
  { body: 'return event.get("kind", "").lower().startswith(("a", "b"))', events: [{ kind: 'Ax' }, { kind: 'c' }] },
  { body: 'return "adm" in event.deep_get("actor", "email", default="")', events: [actor('an-adm'), actor('x')] },
  { body: 'return "x" in event.get("list", [])', events: [{ list: ['x', 'y'] }, { list: [] }, { list: ['y', 5] }] },
  { body: 'return event.get("kind") in {"a", "b", 1}', events: [{ kind: 'a' }, { kind: 1 }, { kind: 'c' }] },
  { body: 'return event.get("kind") not in ("a", False)', events: [{ kind: 'a' }, { kind: false }, { kind: 0 }] },
  {
    body: 'return event["kind"] == "a" or event["other"]["deep"] is True',
    events: [{ kind: 'b', other: { deep: true } }],
  },
  {
    body: 'return any(i.get("k") == "v" and i.get("on") is True for i in event.get("items", []))',
    events: [items({ k: 'v', on: true }, { k: 'w', on: true }), items({ k: 'v', on: false })],
  },
  {
    body: 'return all(i.get("k") != "v" for i in event.get("items") or [])',
    events: [items({ k: 'v' }), items({ k: 'w' }, { k: 'x' }), {}],
  },
  {
    body: 'for i in event.get("items", []):\n        if i.get("k") in {"a", "b"}:\n            return True\n    return False',
    events: [items({ k: 'a' }, { k: 'z' }), items({ k: 'z' })],
  },
  {
    body: 'found = False\n    for i in event.get("items", []):\n        if i.get("k", "").endswith("z"):\n            found = True\n    return found',
    events: [items({ k: 'a' }, { k: 'z' }), items({ k: 'b' })],
  },
  { body: 'return len(event.get("items", [])) > 1', events: [items('a', 'b'), items('a')] },
  { body: 'return int(event.get("count", 0)) >= 3', events: [{ count: 3 }, { count: '4' }, { count: 2 }] },
  { body: 'return 0.1 <= float(event.get("score", 0)) <= 3.9', events: [{ score: 2 }, { score: '2.5' }, { score: 7 }] },
  { body: 'return event.get("count", 0) > 5', events: [{ count: 6 }, { count: 5 }] },
  { body: 'return str(event.get("count")) == "3"', events: [{ count: 3 }, { count: '3' }] },
  {
    body: 'return event.get("a") == event.get("b")',
    events: [
      { a: 'x', b: 'x' },
      { a: 1, b: 1 },
      { a: 'x', b: 'y' },
    ],
  },
  {
    body: 'return event.get("a", "").split("@")[-1] != event.get("b", "").split("@")[-1].lower()',
    events: [
      { a: 'u@x.y', b: 'v@X.y' },
      { a: 'u@x.y', b: 'v@z' },
    ],
  },
  { body: 'return event.get("a", "").split("@")[1] == "corp"', events: [{ a: 'u@corp' }, { a: 'u' }] },
  {
    body: 'try:\n        return event["a"]["b"].lower() == "x"\n    except (KeyError, AttributeError):\n        return False',
    events: [{ a: { b: 'X' } }],
  },
  {
    before: 'import re\nP = re.compile(r"^adm\\d+", re.I)\n',
    body: 'return bool(P.search(event.get("name", "")))',
    events: [{ name: 'ADM7' }, { name: 'x' }],
  },
  {
    before: 'from fnmatch import fnmatch\n',
    body: 'return fnmatch(event.get("name", ""), "a*[0-9]?z")',
    events: [{ name: 'ab12z' }, { name: 'a3z' }],
  },
  {
    before: 'from fnmatch import fnmatch\nROLES = ["arn:*:x"]\n',
    body: 'return not any(fnmatch(event.get("arn", "none"), r) for r in ROLES)',
    events: [{ arn: 'arn:1:x' }, { arn: 'arn:1:y' }],
  },
  { body: 'return isinstance(event.get("a"), str) and event.get("a") != ""', events: [{ a: 'x' }, { a: 3 }] },
  // What deep_walk() finds: nothing, one value bare, several as a list.
  {
    body: 'return event.deep_walk("actor", "name") == "Ann"',
    events: [actor('x'), { actor: [{ name: 'Ann' }, { name: 'Ann' }] }],
  },
  {
    body: 'return event.deep_walk("items", "k") == "a"',
    events: [items({ k: 'a' }, { k: 'b' }), items({ k: 'a' }), items({ k: 'a' }, {})],
  },
  { body: 'return event.deep_walk("items", "k", default="") == ""', events: [items({ k: 'a' }, {}), items({}), {}] },
  {
    body: 'return "a" in event.deep_walk("items", "k", default=[])',
    events: [items({ k: 'a' }, { k: 'b' }), items({ k: 'xay' }), items({ k: 'xay' }, { k: 'y' })],
  },
  {
    body: 'return bool(event.deep_walk("items", "k"))',
    events: [items({ k: 0 }, { k: '' }), items({ k: '' }), items({ k: 'x' })],
  },
  {
    body: 'return event.deep_walk("items", "k") in {"a", "b"}',
    events: [items({ k: 'a' }), items({ k: 'a' }, { k: 'b' })],
  },
  {
    body: 'return event.deep_walk("actor", "on") is not True',
    events: [{ actor: { on: true } }, { actor: { on: 'x' } }],
  },
  {
    body: 'rows = event.deep_walk("p", "items")\n    if not rows:\n        return False\n    for row in rows:\n        if row.get("k") == "v" and row.get("on") is True:\n            return True\n    return False',
    events: [
      {
        p: {
          items: [
            { k: 'v', on: true },
            { k: 'w', on: false },
          ],
        },
      },
      { p: { items: [] } },
    ],
  },
  {
    body: 'found = event.deep_walk("items", "k", default="none")\n    if not isinstance(found, list):\n        found = [found]\n    return any(one in {"a", "b"} for one in found)',
    events: [items({ k: 'a' }, { k: 'z' }), items({ k: 'z' }, { k: 'y' }), items({ k: 'b' })],
  },
  {
    body: 'on = event.deep_walk("items", "on", default=[])\n    return any(on) if isinstance(on, list) else bool(on)',
    events: [items({ on: true }, { on: false }), items({ on: false })],
  },
  {
    body: 'return "t" in event.deep_walk("rows", "cells", "type", default=[])',
    events: [
      { rows: [{ cells: [{ type: 't' }, { type: 'u' }] }, { cells: [{ type: 'v' }] }] },
      { rows: [{ cells: [{ type: 'xtx' }] }] },
    ],
  },
  // A global that is set first, one that is not, and a mock.
  {
    before: 'WHO = ""\n',
    body: 'global WHO\n    WHO = event.get("name", "")\n    return WHO == "a" or "b" in WHO',
    events: [{ name: 'a' }, { name: 'xbx' }],
  },
  {
    before: 'from unittest.mock import MagicMock\nALLOWED = ["x"]\n',
    body: 'global ALLOWED\n    if isinstance(ALLOWED, MagicMock):\n        ALLOWED = ALLOWED()\n    return event.get("name") not in ALLOWED',
    events: [{ name: 'x' }, { name: 'y' }],
  },
  // Values that Python takes for false, and defaults.
  { body: 'return event.get("n", False) == 0', events: [{ n: 0 }, { n: false }, { n: '' }, {}] },
  { body: 'return (event.get("a") or event.get("b") or "") != ""', events: [{ a: '', b: 'x' }, { a: 'x' }, { b: [] }] },
  {
    body: 'return event.get("d", {}).get("e", {}).get("f", "q") == "q"',
    events: [{ d: { e: { f: 'q' } } }, { d: { e: {} } }],
  },
  {
    body: 'return (event.get("a") and event.get("b")) == "x"',
    events: [
      { a: 1, b: 'x' },
      { a: '', b: 'x' },
    ],
  },
  { body: 'return event.get("a") in "xyz"', events: [{ a: 'yz' }, { a: '' }, { a: 'xz' }] },
  { body: 'return event.get("a") in (None, "x", 1, True)', events: [{ a: 1 }, { a: true }, { a: null }, { a: 'y' }] },
  { body: 'return 1 < event.get("n", 0) <= 5', events: [{ n: 5 }, { n: 1 }, { n: true }] },
  {
    body: 'return event.get("n") == event.get("m") == 0',
    events: [
      { n: 0, m: 0 },
      { n: false, m: 0 },
    ],
  },
  {
    body: 'try:\n        return int(event.get("n")) > 3\n    except (TypeError, ValueError):\n        return False',
    events: [{ n: '7' }, { n: ' 8 ' }, { n: 3.9 }, { n: '4.2' }, { n: '1_0' }],
  },
  { body: 'return str(event.get("on")).lower() == "true"', events: [{ on: true }, { on: 'TRUE' }, { on: 1 }] },
  {
    body: 'for i in event.get("items", []):\n        if i.get("k") == "w":\n            return False\n    return True',
    events: [items({ k: 'w' }, { k: 'v' }), items({ k: 'v' })],
  },
  {
    body: 'return any([i["k"] == "v" for i in event.get("items", [])])',
    events: [items({ k: 'v' }, {}), items({ k: 'w' })],
  },
  {
    body: 'return len([i for i in event.get("items", []) if i.get("k") == "v"]) >= 2',
    events: [items({ k: 'v' }, { k: 'v' })],
  },
  {
    body: 'if (name := event.get("name")) is not None:\n        return name == "x"\n    return False',
    events: [{ name: 'x' }, { name: 'y' }],
  },
  {
    before: 'M = {"x": 3, "y": 1}\n',
    body: 'return M.get(event.get("a"), 0) > 1',
    events: [{ a: 'x' }, { a: 'y' }, { a: 'z' }],
  },
  { before: 'M = {"x": 3, "y": 1}\n', body: 'return M[event.get("a")] > 1', events: [{ a: 'x' }, { a: 'z' }] },
  {
    before: 'M = {"a": "x", "b": 5}\n',
    body: 'return all(event.get(k) == v for k, v in M.items())',
    events: [{ a: 'x', b: 5 }],
  },
  {
    body: 'for k in ("a", "b"):\n        if not event.get(k):\n            break\n    else:\n        return True\n    return False',
    events: [{ a: 'x', b: 1 }],
  },
  {
    body: 'n = 0\n    if event.get("a") == "x":\n        n += 1\n    if event.get("b") == 5:\n        n += 1\n    return n >= 2',
    events: [{ a: 'x', b: 5 }],
  },
  {
    body: 'return event.get("arn", "").split(":")[5].split("/")[0] == "role"',
    events: [{ arn: 'a:b:c:d:e:role/x' }, { arn: 'role' }],
  },
  // What rule() returns must be a bool.
  { body: 'return event.get("a")', events: [{ a: true }, { a: 'x' }, { a: 1 }] },
  {
    body: 'return event.get("a") or event.get("b") == "x"',
    events: [
      { a: 'y', b: 'x' },
      { a: '', b: 'x' },
      { a: true, b: 'z' },
    ],
  },
  {
    body: 'return event.get("a") and event.get("b") == "x"',
    events: [
      { a: 'y', b: 'x' },
      { a: '', b: 'x' },
    ],
  },
  { body: 'return event.get("b") == "x" and event.get("a")', events: [{ a: 'y', b: 'x' }] },
  // What has no hash, keys that are no text, and sets.
  { before: 'M = {"x": 1}\n', body: 'return event.get("a") not in M.keys()', events: [{ a: 'x' }, { a: 'y' }] },
  {
    body: 'return event.get("a") != "x" and len([event.get("a")]) == 1 and bool({event.get("a")})',
    events: [{ a: 'y' }],
  },
  {
    body: 'return not any(t == "x" for t in {i.get("k") for i in event.get("items", [])})',
    events: [items({ k: 'y' })],
  },
  { body: 'return 5 not in event.get("o", {})', events: [{ o: { k: 1 } }, { o: {} }] },
  { body: 'return event.get("a", "").split("/", 1)[0] == "x" or event.get("b") == 1', events: [{ a: 'x/y', b: 1 }] },
  // Addresses and networks.
  {
    before: 'import ipaddress\n',
    body: 'return ipaddress.ip_address(event.get("ip")) not in ipaddress.ip_network("10.0.0.0/8")',
    events: [{ ip: '10.1.2.3' }, { ip: '8.8.8.8' }, { ip: 'fe80::1%eth0' }, { ip: 'fe80::1%' }, { ip: '010.0.0.1' }],
  },
  {
    before: 'import ipaddress\n',
    body: 'return ipaddress.ip_address(event.get("ip")) in ipaddress.ip_network("10.0.0.5/8")',
    events: [{ ip: '10.1.2.3' }],
  },
]
