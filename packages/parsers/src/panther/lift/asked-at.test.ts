import { type Condition, mapChildren } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { liftRule } from './index.js'

const HELPER = 'def is_on(event):\n    return event.get("state") == "on"\n'
const BODY = `from own_helpers import is_on

def rule(event):
    kind = event.get("kind", "")
    if kind in ("a", "b") or not event.get("user"):
        return event.deep_get("c", "d") == 7 and is_on(event)
    return kind == "z"
`

/** The texts that the leaves of a rule point at. */
function pointedAt(node: Condition, texts: Readonly<Record<string, string>>, found: string[] = []): readonly string[] {
  if (node.span?.file !== undefined) found.push((texts[node.span.file] as string).slice(node.span.start, node.span.end))
  mapChildren(node, (child) => {
    pointedAt(child, texts, found)
    return child
  })
  return found
}

test('each test of a rule is placed where the rule asks it, in a helper too', () => {
  const modules = { own_helpers: HELPER }
  const { condition } = liftRule({ body: BODY, file: 'a.py', modules })
  expect(new Set(pointedAt(condition, { 'a.py': BODY, 'own_helpers.py': HELPER }))).toEqual(
    new Set([
      'kind in ("a", "b")',
      'event.get("user")',
      'event.deep_get("c", "d") == 7',
      'event.get("state") == "on"',
      'kind == "z"',
    ]),
  )
})
