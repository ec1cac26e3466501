/**
 * Python functions that a written rule may carry. Each is complete and total: it raises on no JSON value. The reader
 * recognises them by their exact text, so a changed character is a changed meaning.
 */
export interface HelperFunction {
  readonly name: string
  /** Import lines it needs. */
  readonly imports: readonly string[]
  /** Other helpers it calls. */
  readonly calls: readonly HelperName[]
  readonly text: string
}

export type HelperName =
  | '_values'
  | '_exists'
  | '_open'
  | '_nodes'
  | '_elements'
  | '_shape'
  | '_scalars'
  | '_matching'
  | '_matching_exists'
  | '_fold'
  | '_text'
  | '_numeric'
  | 'words_of'
  | 'has_phrase'
  | 'has_any_word'
  | 'has_all_words'
  | 'has_word_like'
  | 'in_network'

const CONTAINERS = 'from collections.abc import Mapping, Sequence'

export const HELPER_FUNCTIONS: { readonly [N in HelperName]: HelperFunction } = {
  _values: {
    name: '_values',
    imports: [CONTAINERS],
    calls: [],
    text: `def _values(node, path):
    """The values of a field: keys nested or joined with dots, lists opened."""
    stack = [(node, path)]
    while stack:
        value, rest = stack.pop()
        if isinstance(value, Mapping):
            for key, below in value.items():
                if rest == key:
                    stack.append((below, None))
                elif rest is not None and rest.startswith(key + "."):
                    stack.append((below, rest[len(key) + 1 :]))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            stack.extend((item, rest) for item in value)
        elif rest is None and value is not None:
            yield value`,
  },
  _exists: {
    name: '_exists',
    imports: [CONTAINERS],
    calls: [],
    text: `def _exists(node, path):
    """Whether a field holds a value, be it deep inside: null, {} and [] are none."""
    stack = [(node, path)]
    while stack:
        value, rest = stack.pop()
        if isinstance(value, Mapping):
            for key, below in value.items():
                if rest is None or rest == key or key.startswith(rest + "."):
                    stack.append((below, None))
                elif rest.startswith(key + "."):
                    stack.append((below, rest[len(key) + 1 :]))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            stack.extend((item, rest) for item in value)
        elif rest is None and value is not None:
            return True
    return False`,
  },
  _open: {
    name: '_open',
    imports: [CONTAINERS],
    calls: [],
    text: `def _open(node):
    """A node with lists opened at all levels; an object is a tuple of the mappings it is spelled in."""
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, Mapping):
            yield (value,)
        elif isinstance(value, Sequence) and not isinstance(value, (str, tuple)):
            stack.extend(reversed(value))
        else:
            yield value`,
  },
  _nodes: {
    name: '_nodes',
    imports: [CONTAINERS],
    calls: ['_open'],
    text: `def _nodes(node, path):
    """What stands at a path, keys nested or joined with dots, lists opened on the way."""
    nodes = [node]
    for step in path.split("."):
        below = []
        for parent in nodes:
            for opened in _open(parent):
                if not isinstance(opened, tuple):
                    continue
                pieces = []
                for piece in opened:
                    for key, value in piece.items():
                        head, dot, rest = key.partition(".")
                        if head != step:
                            continue
                        if dot:
                            pieces.append({rest: value})
                        elif isinstance(value, Mapping):
                            pieces.append(value)
                        else:
                            below.append(value)
                if pieces:
                    below.append(tuple(pieces))
        nodes = below
    return nodes`,
  },
  _elements: {
    name: '_elements',
    imports: [],
    calls: ['_open', '_nodes'],
    text: `def _elements(node, path):
    """The elements of a list, or the one value that stands there; null is none."""
    return [item for found in _nodes(node, path) for item in _open(found) if item is not None]`,
  },
  _shape: {
    name: '_shape',
    imports: [],
    calls: [],
    text: `def _shape(node):
    """The kind of JSON value that a node is."""
    if node is None:
        return "null"
    if isinstance(node, bool):
        return "boolean"
    if isinstance(node, (int, float)):
        return "number"
    if isinstance(node, str):
        return "string"
    if isinstance(node, tuple):
        return "object" if any(len(piece) > 0 for piece in node) else "emptyObject"
    return "array" if len(node) > 0 else "emptyArray"`,
  },
  _scalars: {
    name: '_scalars',
    imports: [CONTAINERS],
    calls: [],
    text: `def _scalars(node):
    """Every string, number and boolean inside."""
    stack = [node]
    while stack:
        value = stack.pop()
        if isinstance(value, Mapping):
            stack.extend(value.values())
        elif isinstance(value, Sequence) and not isinstance(value, str):
            stack.extend(value)
        elif value is not None:
            yield value`,
  },
  _matching: {
    name: '_matching',
    imports: [CONTAINERS, 'from fnmatch import fnmatchcase'],
    calls: [],
    text: `def _matching(node, pattern):
    """The values of all fields whose dotted name fits a pattern."""
    stack = [(node, None)]
    while stack:
        value, name = stack.pop()
        if isinstance(value, Mapping):
            stack.extend(
                (below, key if name is None else f"{name}.{key}") for key, below in value.items()
            )
        elif isinstance(value, Sequence) and not isinstance(value, str):
            stack.extend((item, name) for item in value)
        elif value is not None and name is not None and fnmatchcase(name, pattern):
            yield value`,
  },
  _matching_exists: {
    name: '_matching_exists',
    imports: [CONTAINERS, 'from fnmatch import fnmatchcase'],
    calls: [],
    text: `def _matching_exists(node, pattern):
    """Whether some field whose dotted name fits a pattern holds a value."""
    stack = [(node, None, False)]
    while stack:
        value, name, fits = stack.pop()
        if isinstance(value, Mapping):
            for key, below in value.items():
                path, found = name, fits
                for step in key.split("."):
                    path = step if path is None else f"{path}.{step}"
                    found = found or fnmatchcase(path, pattern)
                stack.append((below, path, found))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            stack.extend((item, name, fits) for item in value)
        elif value is not None and fits:
            return True
    return False`,
  },
  _fold: {
    name: '_fold',
    imports: [],
    calls: [],
    text: `def _fold(text):
    """Lower case, letter by letter; final sigma is sigma and the dotted capital I stays."""
    lower = "".join(letter if letter == "\\u0130" else letter.lower() for letter in text)
    return lower.replace("\\u03c2", "\\u03c3")`,
  },
  _text: {
    name: '_text',
    imports: ['from decimal import Decimal'],
    calls: [],
    text: `def _text(value):
    """A scalar as text: true, false, and numbers in their shortest form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        value = float(value) if abs(value) > 2**53 and abs(value) < 2**1023 else value
    if not isinstance(value, float):
        return str(value)
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return repr(value).replace("e-0", "e-")`,
  },
  _numeric: {
    name: '_numeric',
    imports: ['import re'],
    calls: [],
    text: `def _numeric(values):
    """Numbers, and strings that are plain decimal numbers."""
    for value in values:
        if isinstance(value, str):
            if re.fullmatch(r"-?[0-9]+(?:\\.[0-9]+)?", value):
                yield float(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value`,
  },
  words_of: {
    name: 'words_of',
    imports: ['import re'],
    calls: [],
    text: `def words_of(value):
    """The words of a text in lower case, as Elasticsearch's standard analyzer cuts ASCII text."""
    if not isinstance(value, str):
        return []
    letters = r"[A-Za-z]+(?:[.:'][A-Za-z]+)*"
    digits = r"[0-9]+(?:[.,;'][0-9]+)*"
    word = rf"(?<!_)_*(?:{letters}|{digits})(?:_*(?:{letters}|{digits}))*_*"
    return [found.lower() for found in re.findall(word, value)]`,
  },
  has_phrase: {
    name: 'has_phrase',
    imports: [],
    calls: ['words_of'],
    text: `def has_phrase(value, phrase):
    """Whether a text has these words side by side."""
    words = words_of(phrase)
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(words_of(value))} "`,
  },
  has_any_word: {
    name: 'has_any_word',
    imports: [],
    calls: ['words_of'],
    text: `def has_any_word(value, words):
    """Whether a text has one of these words."""
    found = words_of(value)
    return any(word in found for word in words_of(words))`,
  },
  has_all_words: {
    name: 'has_all_words',
    imports: [],
    calls: ['words_of'],
    text: `def has_all_words(value, words):
    """Whether a text has all of these words."""
    wanted, found = words_of(words), words_of(value)
    return bool(wanted) and all(word in found for word in wanted)`,
  },
  has_word_like: {
    name: 'has_word_like',
    imports: ['from fnmatch import fnmatchcase'],
    calls: ['words_of'],
    text: `def has_word_like(value, pattern):
    """Whether a word of a text fits a pattern."""
    return any(fnmatchcase(word, pattern.lower()) for word in words_of(value))`,
  },
  in_network: {
    name: 'in_network',
    imports: ['from ipaddress import ip_address, ip_network'],
    calls: [],
    text: `def in_network(value, networks):
    """Whether a value is an IP address in one of the networks; anything else is not."""
    try:
        address = ip_address(str(value))
    except ValueError:
        return False
    return "%" not in str(value) and any(address in network for network in networks)`,
  },
}

/** The helpers and everything they call, callees first, each once. */
export function withCallees(names: Iterable<HelperName>): readonly HelperFunction[] {
  const found = new Map<HelperName, HelperFunction>()
  const add = (name: HelperName): void => {
    if (found.has(name)) return
    for (const callee of HELPER_FUNCTIONS[name].calls) add(callee)
    found.set(name, HELPER_FUNCTIONS[name])
  }
  for (const name of names) add(name)
  return [...found.values()]
}
