/**
 * The functions that emitted JavaScript may use, as they are written into it. Each text is one declaration without
 * dependencies but those named. The reader trusts a function only when it is, letter for letter, one of these.
 * None of them throws on any JSON value, and none recurses into events.
 */
export type HelperName = keyof typeof HELPERS

export interface Helper {
  readonly text: string
  readonly uses?: readonly string[]
}

export const HELPERS = {
  has: {
    text: `const has = (value, wanted) => value === wanted || (Array.isArray(value) && value.includes(wanted));`,
  },
  isOneOf: {
    text: `const isOneOf = (value, list) => list.includes(value) || (Array.isArray(value) && value.some((item) => list.includes(item)));`,
  },
  isIn: {
    text: `const isIn = (value, set) =>
  typeof value === "object" ? Array.isArray(value) && value.some((item) => set.has(item)) : set.has(value);`,
  },
  some: {
    text: `const some = (value, test) => (Array.isArray(value) ? value.some((item) => test(item)) : test(value));`,
  },
  startsWith: {
    text: `const startsWith = (value, text) =>
  typeof value === "string" ? value.startsWith(text) : Array.isArray(value) && value.some((item) => typeof item === "string" && item.startsWith(text));`,
  },
  endsWith: {
    text: `const endsWith = (value, text) =>
  typeof value === "string" ? value.endsWith(text) : Array.isArray(value) && value.some((item) => typeof item === "string" && item.endsWith(text));`,
  },
  contains: {
    text: `const contains = (value, text) =>
  typeof value === "string" ? value.includes(text) : Array.isArray(value) && value.some((item) => typeof item === "string" && item.includes(text));`,
  },
  startsWithAny: {
    text: `const startsWithAny = (value, texts) =>
  typeof value === "string" ? texts.some((text) => value.startsWith(text)) : Array.isArray(value) && value.some((item) => typeof item === "string" && texts.some((text) => item.startsWith(text)));`,
  },
  endsWithAny: {
    text: `const endsWithAny = (value, texts) =>
  typeof value === "string" ? texts.some((text) => value.endsWith(text)) : Array.isArray(value) && value.some((item) => typeof item === "string" && texts.some((text) => item.endsWith(text)));`,
  },
  containsAny: {
    text: `const containsAny = (value, texts) =>
  typeof value === "string" ? texts.some((text) => value.includes(text)) : Array.isArray(value) && value.some((item) => typeof item === "string" && texts.some((text) => item.includes(text)));`,
  },
  containsAll: {
    text: `const containsAll = (value, texts) => texts.every((text) => contains(value, text));`,
    uses: ['contains'],
  },
  ofTexts: {
    text: `const ofTexts = (value, read) =>
  typeof value === "string" ? read(value) : Array.isArray(value) ? value.flatMap((item) => (typeof item === "string" ? read(item) ?? [] : [])) : undefined;`,
  },
  splitAt: {
    text: `// The piece of a text at that place between separators, counted from the end where it is negative.
const splitAt = (value, separator, place) => ofTexts(value, (text) => text.split(separator).at(place));`,
    uses: ['ofTexts'],
  },
  trimmed: {
    text: `// Without white space at both ends, as Python strips it.
const trimmed = (value) => ofTexts(value, (text) => {
  const isSpace = (unit) => /^[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]$/.test(unit);
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text[from])) from++;
  while (from < to && isSpace(text[to - 1])) to--;
  return text.slice(from, to);
});`,
    uses: ['ofTexts'],
  },
  lengthOf: {
    text: `// In characters, not in units of UTF-16.
const lengthOf = (value) => ofTexts(value, (text) => [...text].length);`,
    uses: ['ofTexts'],
  },
  fitsPattern: {
    text: `const fitsPattern = (value, pattern) =>
  typeof value === "string" ? pattern.test(value) : Array.isArray(value) && value.some((item) => typeof item === "string" && pattern.test(item));`,
  },
  fitsAutomaton: {
    text: `const fitsAutomaton = (value, places) =>
  typeof value === "string" ? runsThrough(value, places) : Array.isArray(value) && value.some((item) => typeof item === "string" && runsThrough(item, places));`,
    uses: ['runsThrough'],
  },
  automaton: {
    text: `// A regular expression as places that a text moves between. JavaScript's own engine may take very long for this one.
function automaton(tree) {
  const places = [{ kind: "match" }];
  const build = (node, next) => {
    const add = (place) => places.push(place) - 1;
    if (typeof node === "string") return [...node].reduceRight((to, point) => add({ kind: "set", set: [point.codePointAt(0), point.codePointAt(0)], next: to }), next);
    const [kind, ...parts] = node;
    if (kind === "set") return add({ kind, set: parts, next });
    if (kind === "then") return parts.reduceRight((to, part) => build(part, to), next);
    if (kind === "or") return add({ kind: "split", ways: parts.map((part) => build(part, next)) });
    if (kind !== "repeat") return add({ kind, next });
    const [part, min, max] = parts;
    let to = next;
    if (max === null) {
      const ways = [next];
      to = add({ kind: "split", ways });
      ways.push(build(part, to));
    } else for (let i = min; i < max; i++) to = add({ kind: "split", ways: [build(part, to), next] });
    for (let i = 0; i < min; i++) to = build(part, to);
    return to;
  };
  const start = build(tree, 0);
  return { start, places };
}`,
  },
  runsThrough: {
    text: `// Whether the whole text leads from the start to the end; the time is at most text times places.
function runsThrough(text, { start, places }) {
  const points = [...text].map((point) => point.codePointAt(0));
  let reached = [start];
  for (let i = 0; i <= points.length; i++) {
    const open = new Set(reached);
    for (const at of open) {
      const place = places[at];
      if (place.kind === "split") for (const way of place.ways) open.add(way);
      else if (place.kind !== "set" && place.kind !== "match" && holdsAt(place.kind, points[i - 1], points[i])) open.add(place.next);
    }
    if (i === points.length) return open.has(0);
    const next = new Set();
    for (const at of open) if (places[at].kind === "set" && inSet(places[at].set, points[i])) next.add(places[at].next);
    if (next.size === 0) return false;
    reached = next;
  }
}`,
    uses: ['holdsAt', 'inSet'],
  },
  inSet: {
    text: `function inSet(set, point) {
  for (let i = 0; i < set.length; i += 2) if (point >= set[i] && point <= set[i + 1]) return true;
  return false;
}`,
  },
  holdsAt: {
    text: `function holdsAt(kind, before, behind) {
  const word = (point) => point !== undefined && /^[0-9A-Za-z_]$/.test(String.fromCodePoint(point));
  if (kind === "start") return before === undefined;
  if (kind === "end") return behind === undefined;
  if (kind === "lineStart") return before === undefined || before === 10;
  if (kind === "lineEnd") return behind === undefined || behind === 10;
  return (word(before) !== word(behind)) === (kind === "wordBoundary");
}`,
  },
  isLike: {
    text: `const isLike = (value, parts) =>
  typeof value === "string" ? fits(value, parts) : Array.isArray(value) && value.some((item) => typeof item === "string" && fits(item, parts));`,
    uses: ['fits'],
  },
  // Two wildcards never nest, so going back to the last star is enough: the time is text times pattern at most.
  fits: {
    text: `function fits(text, parts) {
  const points = [...text];
  let part = 0;
  let star = -1;
  let mark = 0;
  for (let i = 0; i < points.length; ) {
    if (parts[part] === points[i] || parts[part] === 1) {
      part++;
      i++;
    } else if (parts[part] === 2) {
      star = part++;
      mark = i;
    } else if (star !== -1) {
      part = star + 1;
      i = ++mark;
    } else return false;
  }
  while (parts[part] === 2) part++;
  return part === parts.length;
}`,
  },
  wordsOf: {
    text: `// The words of a text in lower case, as Elasticsearch's standard analyzer cuts ASCII text.
function wordsOf(value) {
  if (typeof value !== "string") return [];
  const word = /(?<!_)_*(?:[A-Za-z]+(?:[.:'][A-Za-z]+)*|[0-9]+(?:[.,;'][0-9]+)*)(?:_*(?:[A-Za-z]+(?:[.:'][A-Za-z]+)*|[0-9]+(?:[.,;'][0-9]+)*))*_*/g;
  return (value.match(word) ?? []).map((found) => found.toLowerCase());
}`,
  },
  hasPhrase: {
    text: `// These words side by side.
function hasPhrase(value, phrase) {
  const words = wordsOf(phrase);
  return words.length > 0 && some(value, (item) => \` \${wordsOf(item).join(" ")} \`.includes(\` \${words.join(" ")} \`));
}`,
    uses: ['some', 'wordsOf'],
  },
  hasAnyWord: {
    text: `function hasAnyWord(value, text) {
  const words = new Set(wordsOf(text));
  return some(value, (item) => wordsOf(item).some((word) => words.has(word)));
}`,
    uses: ['some', 'wordsOf'],
  },
  hasAllWords: {
    text: `function hasAllWords(value, text) {
  const words = wordsOf(text);
  return words.length > 0 && some(value, (item) => isSubset(words, new Set(wordsOf(item))));
}`,
    uses: ['some', 'wordsOf', 'isSubset'],
  },
  isSubset: {
    text: `const isSubset = (list, set) => list.every((item) => set.has(item));`,
  },
  hasWordLike: {
    text: `function hasWordLike(value, parts) {
  const lower = parts.map((part) => (typeof part === "string" ? part.toLowerCase() : part));
  return some(value, (item) => wordsOf(item).some((word) => fits(word, lower)));
}`,
    uses: ['some', 'wordsOf', 'fits'],
  },
  glob: {
    text: `// "*" stands for any text, "?" for one character; a backslash takes the next character as it is.
function glob(text) {
  const points = [...text];
  const parts = [];
  for (let i = 0; i < points.length; i++) {
    if (points[i] === "\\\\") parts.push(points[++i]);
    else parts.push(points[i] === "*" ? 2 : points[i] === "?" ? 1 : points[i]);
  }
  return parts;
}`,
  },
  fold: {
    text: `const fold = (value) => (Array.isArray(value) ? value.map(foldOne) : foldOne(value));`,
    uses: ['foldOne'],
  },
  // Character by character, so that lengths stay: U+0130 is left alone and final sigma is sigma.
  foldOne: {
    text: `function foldOne(value) {
  if (typeof value !== "string") return value;
  if (/^[\\0-\\x7f]*$/.test(value)) return value.toLowerCase();
  let folded = "";
  for (const point of value) {
    const lower = point.toLowerCase();
    folded += point === "\\u03c2" ? "\\u03c3" : [...lower].length === 1 ? lower : point;
  }
  return folded;
}`,
  },
  textOf: {
    text: `const textOf = (value) => (Array.isArray(value) ? value.map(scalarText) : scalarText(value));`,
    uses: ['scalarText'],
  },
  scalarText: {
    text: `const scalarText = (value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : value);`,
  },
  holds: {
    text: `function holds(order, op) {
  if (op === ">") return order > 0;
  if (op === ">=") return order >= 0;
  if (op === "<") return order < 0;
  return op === "<=" ? order <= 0 : order === 0;
}`,
  },
  compareValues: {
    text: `const compareValues = (a, b) => (a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN);`,
  },
  numberIs: {
    text: `const numberIs = (value, op, bound) => some(value, (item) => typeof item === "number" && holds(compareValues(item, bound), op));`,
    uses: ['some', 'holds', 'compareValues'],
  },
  numericIs: {
    text: `const numericIs = (value, op, bound) => some(value, (item) => holds(compareValues(numeric(item), numeric(bound)), op));`,
    uses: ['some', 'holds', 'compareValues', 'numeric'],
  },
  numeric: {
    text: `const numeric = (value) => (typeof value === "string" && /^-?[0-9]+(?:\\.[0-9]+)?$/.test(value) ? Number(value) : typeof value === "number" ? value : NaN);`,
  },
  textIs: {
    text: `const textIs = (value, op, bound) => some(value, (item) => typeof item === "string" && holds(compareText(item, bound), op));`,
    uses: ['some', 'holds', 'compareText'],
  },
  // By code point: comparing strings compares UTF-16 units.
  compareText: {
    text: `function compareText(a, b) {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const x = left.next().value;
    const y = right.next().value;
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
    if (x !== y) return x.codePointAt(0) - y.codePointAt(0);
  }
}`,
  },
  instantIs: {
    text: `const instantIs = (value, op, bound) => some(value, (item) => holds(compareValues(instant(item), bound), op));`,
    uses: ['some', 'holds', 'compareValues', 'instant'],
  },
  // ISO 8601, UTC where no zone is named; milliseconds since 1970.
  instant: {
    text: `function instant(value) {
  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?(?:Z|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?$/;
  const fields = typeof value === "string" ? iso.exec(value) : null;
  if (fields === null) return NaN;
  const [year, month, day, hour, minute, second] = fields.slice(1, 7).map((field) => Number(field ?? 0));
  const [zoneHour, zoneMinute] = fields.slice(9, 11).map((field) => Number(field ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return NaN;
  const zone = (fields[8] === "-" ? -1 : 1) * (zoneHour * 60 + zoneMinute) * 60000;
  const fraction = Number((fields[7] ?? "").slice(0, 3).padEnd(3, "0"));
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - zone;
}`,
  },
  // UTC; weeks begin on Monday.
  startOf: {
    text: `function startOf(unit, time) {
  const length = { minute: 60000, hour: 3600000, day: 86400000, week: 604800000 }[unit];
  const monday = unit === "week" ? 345600000 : 0;
  if (length !== undefined) return Math.floor((time - monday) / length) * length + monday;
  const date = new Date(time);
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), unit === "month" ? date.getUTCMonth() : 0, 1);
}`,
  },
  addressIs: {
    text: `const addressIs = (value, op, bound) => some(value, (item) => typeof address(item) === typeof address(bound) && holds(compareValues(address(item), address(bound)), op));`,
    uses: ['some', 'holds', 'compareValues', 'address'],
  },
  inNetwork: {
    text: `const inNetwork = (value, blocks) =>
  typeof value === "string" ? isInside(value, blocks) : Array.isArray(value) && value.some((item) => isInside(item, blocks));`,
    uses: ['isInside'],
  },
  isInside: {
    text: `function isInside(value, blocks) {
  const bits = address(value);
  if (bits === undefined) return false;
  const six = typeof bits === "bigint";
  for (const block of blocks) if (block.six === six && bits >= block.first && bits <= block.last) return true;
  return false;
}`,
    uses: ['address'],
  },
  networks: {
    text: `// Ranges of addresses.
function networks(...texts) {
  return texts.map((text) => {
    const [start, bits] = text.split("/");
    const at = address(start);
    const six = typeof at === "bigint";
    const size = six ? 2n ** (128n - BigInt(bits)) : 2 ** (32 - Number(bits));
    const first = at - (at % size);
    return { six, first, last: six ? first + size - 1n : first + size - 1 };
  });
}`,
    uses: ['address'],
  },
  // IPv4 as a number, IPv6 as a bigint, undefined for anything else.
  address: {
    text: `function address(value) {
  if (typeof value !== "string" || value.length > 45) return undefined;
  const four = value.length < 16 ? ipv4(value) : undefined;
  if (four !== undefined || !value.includes(":")) return four;
  const halves = value.split("::");
  if (halves.length > 2) return undefined;
  const head = groups(halves[0], halves.length === 1);
  const tail = halves.length === 1 ? [] : groups(halves[1], true);
  if (head === undefined || tail === undefined) return undefined;
  const zeros = 8 - head.length - tail.length;
  if (halves.length === 1 ? zeros !== 0 : zeros < 1) return undefined;
  return [...head, ...new Array(zeros).fill(0), ...tail].reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}`,
    uses: ['ipv4', 'groups'],
  },
  ipv4: {
    text: `function ipv4(text) {
  let bits = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 46) {
      if (octet === -1 || ++dots > 3) return undefined;
      bits = bits * 256 + octet;
      octet = -1;
    } else if (unit >= 48 && unit <= 57 && octet !== 0) {
      octet = octet === -1 ? unit - 48 : octet * 10 + unit - 48;
      if (octet > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && octet !== -1 ? bits * 256 + octet : undefined;
}`,
  },
  groups: {
    text: `function groups(text, last) {
  if (text === "") return [];
  const parts = text.split(":");
  const found = [];
  for (const [i, part] of parts.entries()) {
    const tail = last && i === parts.length - 1 && part.includes(".") ? ipv4(part) : undefined;
    if (tail !== undefined) found.push(Math.floor(tail / 65536), tail % 65536);
    else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) found.push(parseInt(part, 16));
    else return undefined;
  }
  return found;
}`,
    uses: ['ipv4'],
  },
  fieldsAre: {
    text: `const fieldsAre = (left, op, right, domain) => some(left, (a) => some(right, (b) => relates(a, op, b, domain)));`,
    uses: ['some', 'relates'],
  },
  relates: {
    text: `function relates(a, op, b, domain) {
  if ((typeof a === "object" && a !== null) || a === null || a === undefined) return false;
  if ((typeof b === "object" && b !== null) || b === null || b === undefined) return false;
  if (domain === "number") return typeof a === "number" && typeof b === "number" && holds(compareValues(a, b), op);
  if (domain === "numeric") return holds(compareValues(numeric(a), numeric(b)), op);
  if (domain === "instant") return holds(compareValues(instant(a), instant(b)), op);
  const texts = typeof a === "string" && typeof b === "string";
  if (domain === "text") return texts && holds(compareText(a, b), op);
  if (op === "contains") return texts && fits(a, [2, ...b, 2]);
  if (op === "startsWith") return texts && fits(a, [...b, 2]);
  if (op === "endsWith") return texts && fits(a, [2, ...b]);
  return op === "!=" ? a !== b : a === b;
}`,
    uses: ['holds', 'compareValues', 'numeric', 'instant', 'compareText', 'fits'],
  },
  exists: {
    text: `// A string, a number or a boolean, there or anywhere below.
function exists(value) {
  const stack = [value];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node === "string" || typeof node === "number" || typeof node === "boolean") return true;
    if (typeof node === "object" && node !== null) for (const inner of Object.values(node)) stack.push(inner);
  }
  return false;
}`,
  },
  below: {
    text: `// Every string, number and boolean, there or anywhere below.
function below(value) {
  const found = [];
  const stack = [value];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node === "string" || typeof node === "number" || typeof node === "boolean") found.push(node);
    else if (typeof node === "object" && node !== null) for (const inner of Object.values(node)) stack.push(inner);
  }
  return found;
}`,
  },
  shapeOf: {
    text: `function shapeOf(value) {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "emptyArray" : "array";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "emptyObject" : "object";
  return typeof value;
}`,
  },
  elements: {
    text: `const elements = (value) => (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);`,
  },
  own: {
    text: `const own = (value, key) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? value[key] : undefined;`,
  },
  get: {
    text: `// A key of an object, or of every object in a list.
const get = (value, key) => (Array.isArray(value) ? value.flatMap((item) => own(item, key) ?? []) : own(value, key));`,
    uses: ['own'],
  },
  values: {
    text: `// Every string, number and boolean of a field. Keys may hold dots, lists are opened.
function values(event, path) {
  const found = [];
  const stack = [[event, path]];
  while (stack.length > 0) {
    const [node, rest] = stack.pop();
    if (Array.isArray(node)) for (const item of node) stack.push([item, rest]);
    else if (rest === undefined) {
      if (typeof node === "string" || typeof node === "number" || typeof node === "boolean") found.push(node);
    } else if (typeof node === "object" && node !== null) {
      if (Object.hasOwn(node, rest)) stack.push([node[rest], undefined]);
      for (let dot = rest.indexOf("."); dot !== -1; dot = rest.indexOf(".", dot + 1)) {
        const key = rest.slice(0, dot);
        if (Object.hasOwn(node, key)) stack.push([node[key], rest.slice(dot + 1)]);
      }
    }
  }
  return found;
}`,
  },
  valuesLike: {
    text: `// Every string, number and boolean of the fields whose dotted name fits; with deep, those below them too.
function valuesLike(event, parts, deep) {
  const found = [];
  const stack = [[event, undefined, false]];
  while (stack.length > 0) {
    const [node, places, fit] = stack.pop();
    if (Array.isArray(node)) for (const item of node) stack.push([item, places, fit]);
    else if (typeof node === "object" && node !== null) {
      for (const key of Object.keys(node)) {
        let [reached, inside] = [places, fit];
        for (const name of key.split(".")) {
          reached = advance(parts, reached, reached === undefined ? name : "." + name);
          inside = reached.has(parts.length) || (deep && inside);
        }
        if (reached.size > 0 || inside) stack.push([node[key], reached, inside]);
      }
    } else if (fit && node !== null && node !== undefined) found.push(node);
  }
  return found;
}`,
    uses: ['advance'],
  },
  existsLike: {
    text: `const existsLike = (event, parts) => valuesLike(event, parts, true).length > 0;`,
    uses: ['valuesLike'],
  },
  // Only the places are kept, not the names, so that the time does not grow with the depth of the event.
  advance: {
    text: `// The places in a pattern (2 is any text, 1 any character) that more text leads to, from its start or from others.
function advance(parts, places, text) {
  let reached = places ?? stars(parts, [0]);
  for (const point of text) {
    const next = [...reached].filter((at) => at < parts.length && (typeof parts[at] === "number" || parts[at] === point));
    reached = stars(parts, next.map((at) => (parts[at] === 2 ? at : at + 1)));
  }
  return reached;
}`,
    uses: ['stars'],
  },
  stars: {
    text: `// A star may stand for nothing.
function stars(parts, places) {
  const reached = new Set(places);
  for (const at of reached) if (parts[at] === 2) reached.add(at + 1);
  return reached;
}`,
  },
  expand: {
    text: `// The event with keys cut at their dots. A key leads to a list of nodes, since both spellings may stand side by side.
function expand(event) {
  const root = [];
  const stack = [[event, root, false]];
  while (stack.length > 0) {
    const [value, list, merge] = stack.pop();
    if (Array.isArray(value)) {
      const items = [];
      list.push(items);
      for (const item of value) stack.push([item, items, false]);
    } else if (typeof value === "object" && value !== null) {
      let object = merge ? list.find((node) => node !== null && typeof node === "object" && !Array.isArray(node)) : undefined;
      if (object === undefined) list.push((object = Object.create(null)));
      for (const key of Object.keys(value)) stack.push([value[key], place(object, key), true]);
    } else if (value !== undefined) list.push(value);
  }
  return root;
}`,
    uses: ['place'],
  },
  place: {
    text: `function place(object, key) {
  const keys = key.split(".");
  let inner = object;
  for (const [i, part] of keys.entries()) {
    const list = (inner[part] ??= []);
    if (i === keys.length - 1) return list;
    inner = list.find((node) => node !== null && typeof node === "object" && !Array.isArray(node));
    if (inner === undefined) list.push((inner = Object.create(null)));
  }
}`,
  },
  nodes: {
    text: `// The nodes of a path in an expanded event: lists on the way are opened, the last ones are not.
function nodes(from, ...keys) {
  let found = from;
  for (const key of keys) found = items(found).flatMap((node) => (typeof node === "object" && node !== null ? (node[key] ?? []) : []));
  return found;
}`,
    uses: ['items'],
  },
  items: {
    text: `function items(list) {
  const found = [];
  const stack = [...list];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) for (const item of node) stack.push(item);
    else found.push(node);
  }
  return found;
}`,
  },
  scalars: {
    text: `const scalars = (list) => items(list).filter((node) => typeof node !== "object");`,
    uses: ['items'],
  },
  present: {
    text: `const present = (list) => items(list).filter((node) => node !== null);`,
    uses: ['items'],
  },
  shapes: {
    text: `const shapes = (list) => (list.length === 0 ? ["missing"] : list.map(shapeOf));`,
    uses: ['shapeOf'],
  },
} as const satisfies Record<string, Helper>

/** The texts that the named helpers need, in the order of the table. */
export function helperTexts(names: Iterable<string>): readonly string[] {
  const table: Readonly<Record<string, Helper>> = HELPERS
  const needed = new Set<string>()
  const stack = [...names]
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (needed.has(name)) continue
    needed.add(name)
    stack.push(...(table[name]?.uses ?? []))
  }
  return Object.keys(table).flatMap((name) => (needed.has(name) ? [(table[name] as Helper).text] : []))
}
