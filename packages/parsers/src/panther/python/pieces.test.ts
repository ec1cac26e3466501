import { evaluate, type JsonValue } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { liftFunction } from './lift.js'
import { readModule } from './read-syntax.js'

/** As the strict reader has it: what it does not take is followed otherwise. */
function read(test: string) {
  const body = `def rule(event):\n    x = event.get("a")\n    y = event.get("b")\n    return ${test}\n`
  return liftFunction(readModule(body, 'a.py'), 'rule')
}

test.each<readonly [string, readonly (readonly [JsonValue, boolean])[]]>([
  [
    'isinstance(x, str) and len(x.split("-")) >= 3 and x.split("-")[2] == "q"',
    [
      [{ a: 'a-b-q' }, true],
      [{ a: 'a-q' }, false],
      [{ a: 7 }, false],
      [{}, false],
    ],
  ],
  [
    'not (isinstance(x, str) and "-" in x and x.split("-")[1] == "q")',
    [
      [{ a: 'a-q' }, false],
      [{ a: 'a' }, true],
    ],
  ],
  [
    'isinstance(x, str) and "-" in x and isinstance(y, str) and x.split("-")[-2] == y',
    [
      [{ a: 'q-a', b: 'q' }, true],
      [{ a: 'q', b: 'q' }, false],
      [{ a: 'q-a', b: 7 }, false],
    ],
  ],
])('%s', (text, events) => {
  const found = read(text)
  if (!found.ok) throw new Error('not read')
  for (const [event, expected] of events) {
    expect(evaluate(found.condition, event), JSON.stringify(event)).toBe(expected)
  }
})

test.each([
  'isinstance(x, str) and x.split("-")[1] == "q"',
  'isinstance(x, str) and len(x.split("-")) >= 2 and x.split("-")[2] == "q"',
  'isinstance(x, str) and len(x.split("+")) >= 3 and x.split("-")[2] == "q"',
  'isinstance(x, str) and ("-" in x or y == 1) and x.split("-")[1] == "q"',
  'len(x.split("-")) >= 2',
  'isinstance(x, str) and "-" in x and x.split("-")[1] == y',
])('%s may raise, or compares what is no text, and is not read so', (text) => {
  expect(read(text).ok).toBe(false)
})
