import {
  type AlertTitle,
  type AskedField,
  askedFields,
  evaluate,
  isChoice,
  type JsonValue,
  type Path,
  segmentKey,
} from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import { describe, expect, test } from 'vitest'
import { hasPython } from './python.js'
import { callPanther } from './run-panther.js'

/** What title() and dedup() give, what was read of them, and what was written from that: one text on every event. */
describe.runIf(hasPython())('texts with fields in them', () => {
  const BODIES = [
    "return f\"by {event.get('a', '?')}\"",
    "return f\"by {event.deep_get('a', default='?')} of {event.get('b')}\"",
    "return f\"[{event.get('a') or event.get('b', '?')}]\"",
    "return f\"[{event.get('a') or event.deep_get('c', 'd') or event.get('b') or 'nobody'}]\"",
    "return f\"[{event.get('a', event.get('b'))}]\"",
    "return f\"[{event.get('a', event.deep_get('c', 'd', default='?'))}]\"",
    "return f\"[{event.deep_get('c', 'd', default=event.get('a', '?'))}]\"",
    "return f\"[{event.get('c', {}).get('d', 'none')}] {{}}\"",
    'a = event.get("a")\n    if a is None:\n        a = event.get("b")\n    if a is None:\n        a = "?"\n    return f"{a}"',
    'a = event.get("a", "")\n    b = event.get("b", "")\n    who = a if a else b if b else "?"\n    return f"({who})"',
    'return str(event.get("a", True))',
    'return "by " + event.get("a", "?") + "!"',
    'return "-".join([event.get("a"), event.deep_get("c", "d", default="?"), "end"])',
    'return "gone" if event.get("a") == "x" else f"changed by {event.get(\'b\')}"',
    'who = event.get("b") if event.get("a") == "x" else "?"\n    kind = "one" if event.get("b") == 7 else "other"\n    return f"{kind} by {who} ({kind})"',
    'if event.get("a") == "x":\n        return f"[{event.get(\'b\')}]"\n    if event.deep_get("c", "d") in ("x", 7):\n        return f"({event.get(\'b\')})"\n    if event.get("b"):\n        return "b"\n    return "none"',
    'done = {"x": "deleted", "None": "changed"}.get(event.get("a"), "seen")\n    return f"{done} {event.get(\'b\')}"',
    'a = event.get("a")\n    if a == "x":\n        a = f"{event.get(\'b\')} and more"\n    elif a:\n        a = event.get("b", "") or "?"\n    return f"{a}!"',
    'return "text" if isinstance(event.get("a"), str) and event.get("a").startswith("N") else str(event.get("a"))',
    'user = event.get("a")\n    return f"{user if user is not None else \'none\'} and {event.get(\'a\') or 5}"',
  ]
  const VALUES: readonly (JsonValue | undefined)[] = [undefined, null, '', 'x', 'None', 0, 7, true, false]
  const events = VALUES.flatMap((a) =>
    VALUES.flatMap((b) => VALUES.map((d) => [a, b, d] as const))
      .filter((_, i) => i % 2 === 0)
      .map(([, b, d]) => without({ a, b, ...(d === 'None' ? { c: 'text' } : { c: without({ d }) }) })),
  )

  test.each(BODIES)('%s', (body) => {
    const python = `def rule(event):\n    return event.get("a") == "x"\n\n\ndef title(event):\n    ${body}\n\n\ndef dedup(event):\n    ${body}\n`
    const read = readOne(python)
    const { alertTitle, grouping } = read
    expect(alertTitle).toBeDefined()
    const written = writer.emitRule?.(
      { ...read, language: 'x', vendor: {}, trigger: { kind: 'each' } },
      { fileStem: 'a' },
    )
    const code = written?.ok ? written.value.text : ''
    const [own, again] = callPanther('title', [
      { code: python, events },
      { code, events },
    ])
    const texts = own?.flatMap((call, i) => ('value' in call ? [[i, call.value] as const] : [])) ?? []
    expect(texts.length).toBeGreaterThan(events.length / 20)
    for (const [i, text] of texts) {
      const event = events[i] as JsonValue
      expect([textOf(alertTitle ?? [], event), event]).toEqual([text, event])
      expect([again?.[i], event]).toEqual([{ value: text }, event])
    }
    expect(bare(readOne(code).alertTitle)).toEqual(bare(alertTitle))
    if (grouping?.text === undefined) return
    expect(grouping.text).toEqual(alertTitle)
    const [groups] = callPanther('dedup', [{ code, events }])
    for (const [i, text] of texts) expect(groups?.[i]).toEqual({ value: text })
  })
})

/** Where a condition stood is nothing that it says. */
function bare(title: AlertTitle | undefined): unknown {
  return JSON.parse(JSON.stringify(title ?? [], (key, value) => (key === 'span' ? undefined : value)))
}

function readOne(python: string) {
  const spec = 'AnalysisType: rule\nRuleID: A.B\nLogTypes: [A.B]\nFilename: a.py\nSeverity: Low\n'
  const read = reader.parseRules?.({ 'a.yml': spec, 'a.py': python }, {})
  const [rule] = read?.ok ? read.value : []
  if (rule === undefined) throw new Error('no rule')
  return rule
}

/** The text of a title as core/src/rule/alert-title.ts defines it. */
function textOf(title: AlertTitle, event: JsonValue): string {
  return title
    .map((part) => {
      if (typeof part === 'string') return part
      if (isChoice(part))
        return textOf(part.ways.find(({ when }) => evaluate(when, event))?.text ?? part.otherwise, event)
      const asked = askedFields(part)
      const found = asked.find((field) => !isMissing(field, event))
      if (found !== undefined) return pythonText(valueAt(found.path, event))
      return part.missing ?? pythonText(valueAt((asked.at(-1) as AskedField).path, event))
    })
    .join('')
}

function isMissing({ path, missingWhen }: AskedField, event: JsonValue): boolean {
  const value = valueAt(path, event)
  if (missingWhen === 'absent') return value === undefined
  return missingWhen === 'empty' ? !value : value === undefined || value === null
}

function valueAt(path: Path, event: JsonValue): JsonValue | undefined {
  let value: JsonValue | undefined = event
  for (const key of path.map(segmentKey)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined
    value = (value as Record<string, JsonValue>)[key]
  }
  return value
}

function pythonText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'None'
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
}

function without(event: Readonly<Record<string, JsonValue | undefined>>): JsonValue {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as JsonValue
}
