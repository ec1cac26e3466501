import { Script } from 'node:vm'
import { type EmitOptions, emitVerifiedRule, type JsonValue, type LanguageParser, type Rule } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { hasPython } from '../python.js'
import { hostileRule, hostileRulesWithTriggers } from './hostile-rule.js'
import { HOSTILE } from './hostile-strings.js'
import { pythonShapes } from './python-shape.js'

/**
 * Whole rules with hostile text in every place, in front of parsers that are not ours: js-yaml, Python's ast and
 * tomllib, Node. What they see has no key, document, statement, import or call that the same rule with plain words has
 * not: the text stayed text. Its files have names that every file system takes, inside the folder.
 */
const WAYS: Readonly<Record<string, readonly EmitOptions[]>> = {
  elastic: [{ queryLanguage: 'auto' }, { queryLanguage: 'eql' }],
  panther: [{ style: 'python' }, { style: 'simple' }, { guards: 'explicit', generateTests: true }],
  sigma: [{ case: 'exact' }, {}],
  javascript: [{ as: 'module' }, { events: 'any' }],
}

const cases = emitters
  .filter(({ emitRule }) => emitRule !== undefined)
  .flatMap((emitter) =>
    (WAYS[emitter.id] ?? [{}]).flatMap((options) => [false, true].map((isJudged) => ({ emitter, options, isJudged }))),
  )

describe.each(
  cases.map(
    (one) =>
      [`${one.emitter.id} ${JSON.stringify(one.options)}${one.isJudged ? ', events in the header' : ''}`, one] as const,
  ),
)('%s', (_, { emitter, options, isJudged }) => {
  const reader = parsers.find(({ id }) => id === emitter.id) as LanguageParser
  const write = (text: string): Readonly<Record<string, string>> => {
    const facts = { eventName: text, actor: { path: ['a'], label: text } }
    if (isJudged) {
      const verdict = { condition: 'different', witness: { onlyA: eventOf(text), onlyB: { b: text } } } as const
      const judged = emitter.emitRule?.(hostileRule(text), { ...options, target: facts, verdict })
      return judged?.ok === true ? judged.value.files : {}
    }
    const emitted = emitVerifiedRule(hostileRule(text), { emitter, reader }, { ...options, target: facts })
    if (!emitted.ok) {
      // Refusing is an answer, when it says why.
      expect(
        emitted.diagnostics.some(({ severity }) => severity === 'error'),
        text,
      ).toBe(true)
      return {}
    }
    return emitted.value.files
  }
  const plain = shapesOf(write('plain'))
  if (isJudged && emitter.id !== 'javascript') expect(Object.values(write('plain')).join('\n')).toContain('differs: ')

  test('hostile text adds nothing', () => {
    expect(plain.size).toBeGreaterThan(0)
    const python: { name: string; text: string; from: string }[] = []
    let written = 0
    for (const text of HOSTILE) {
      const files = write(text)
      written += Object.keys(files).length > 0 ? 1 : 0
      for (const [name, content] of Object.entries(files)) {
        expect(name, text).toMatch(/^[a-z][a-z0-9_]{0,104}(\.d)?\.[a-z]{1,5}$|^[a-z0-9_]{1,100}\.[a-z]{1,5}$/)
        expect(name.split('.')[0], text).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/)
        expect(content, JSON.stringify(text)).not.toMatch(UNSEEN)
        if (/\.(py|toml)$/.test(name)) python.push({ name, text: content, from: text })
      }
      const added = [...shapesOf(files)].filter((key) => !plain.has(key) && !OF_CONDITION.test(key))
      expect(added, JSON.stringify(text)).toEqual([])
    }
    expect(written).toBeGreaterThan(HOSTILE.length * 0.5)
    if (python.length === 0 || !hasPython()) return
    const known = pythonShapes(
      Object.entries(write('plain'))
        .filter(([name]) => /\.(py|toml)$/.test(name))
        .map(([name, text]) => ({ name, text })),
    )
    const allowed = new Set(known.flatMap((shape) => shape ?? []))
    for (const [i, shape] of pythonShapes(python).entries()) {
      const added = (shape ?? []).filter((key) => !allowed.has(key) && !HELPERS.test(key))
      expect(added, JSON.stringify(python[i]?.from)).toEqual([])
    }
  })

  if (isJudged) return
  test('nor where triggers, titles and severities have text', () => {
    const files = (rule: Rule, text: string): Readonly<Record<string, string>> => {
      const target = { eventName: text, actor: { path: ['a'], label: text } }
      const emitted = emitter.emitRule?.(rule, { ...options, target })
      return emitted?.ok === true ? emitted.value.files : {}
    }
    const plainFiles = hostileRulesWithTriggers('plain').map((rule) => files(rule, 'plain'))
    const known = plainFiles.map(shapesOf)
    const seen: { name: string; text: string; from: string }[] = []
    for (const [i, text] of HOSTILE.entries()) {
      // One trigger for each text: all of them take three times as long and find nothing else.
      const which = i % known.length
      const written = files(hostileRulesWithTriggers(text)[which] as Rule, text)
      for (const [name, content] of Object.entries(written)) {
        expect(content, JSON.stringify(text)).not.toMatch(UNSEEN)
        if (/\.(py|toml)$/.test(name)) seen.push({ name, text: content, from: text })
      }
      const added = [...shapesOf(written)].filter((key) => known[which]?.has(key) === false && !OF_CONDITION.test(key))
      expect(added, `${which} ${JSON.stringify(text)}`).toEqual([])
    }
    if (seen.length === 0 || !hasPython()) return
    const parsed = plainFiles.flatMap((all) =>
      Object.entries(all).flatMap(([name, text]) => (/\.(py|toml)$/.test(name) ? [{ name, text }] : [])),
    )
    const allowed = new Set(pythonShapes(parsed).flatMap((shape) => shape ?? []))
    for (const [i, shape] of pythonShapes(seen).entries()) {
      const added = (shape ?? []).filter((key) => !allowed.has(key) && !HELPERS.test(key))
      expect(added, JSON.stringify(seen[i]?.from)).toEqual([])
    }
  })
})

/** Nothing that turns the direction of text, hides it, or ends a line where an editor shows none. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u2028\u2029\ufeff\0\x1b]/

/** A witness with the text as a key and as a value. */
function eventOf(text: string): JsonValue {
  return JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`)
}

/** What depends on how the text can be compared: parts of conditions, and paths that need another form. */
const OF_CONDITION =
  /^\/"(detection|Detection|AlertContext|GroupBy)"|^\/"DynamicSeverities"\/\*\/"Conditions"|^(const|function) \w+$/

/** Parts of a module that depend on what is compared: constants above, our own helpers, ways to look at text. */
const HELPERS =
  /^(\/rule\/filters|Assign |FunctionDef |call (re|compile|search|match|fullmatch|lower|startswith|endswith|get|deep_get|isinstance|any|str|bool|len|next|_?[a-z_]+)$|import (Import|ImportFrom)\(.*'(re|panther_[a-z_]+|typing|collections[a-z.]*|functools)')/

/** Every key of every document, with the parts of texts left out; for JavaScript what the text declares. */
function shapesOf(files: Readonly<Record<string, string>>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('.yml')) {
      const documents = loadAll(text) as JsonValue[]
      found.add(`${documents.length} documents`)
      for (const document of documents) addKeys(document, '', found)
    } else if (/\.(m?js)$/.test(name)) {
      const code = text.replace(/^export /gm, '')
      const alerts: unknown[] = []
      const matches = new Script(`(() => {${code}\nreturn matches\n})()`).runInNewContext({
        alert: (what: unknown) => alerts.push(what),
      }) as (event: JsonValue) => boolean
      if (matches({ a: 'x' }) !== true || matches({ a: 'y' }) !== false || alerts.length > 0) throw new Error(code)
      for (const line of code.split('\n')) found.add(/^(?:const|let|var|function) \w+|^import .*/.exec(line)?.[0] ?? '')
    } else found.add(name.replace(/^.*\./, '.'))
  }
  return found
}

function addKeys(value: JsonValue, path: string, found: Set<string>): void {
  found.add(path)
  if (typeof value !== 'object' || value === null) return
  if (value instanceof Date && !/^\/"(date|modified)"$/.test(path)) throw new Error(`a date at ${path}`)
  if (Array.isArray(value)) for (const item of value) addKeys(item, `${path}/*`, found)
  // Events have keys of their own.
  else if (!/\/"Log"/.test(path))
    for (const [key, item] of Object.entries(value)) addKeys(item, `${path}/${JSON.stringify(key)}`, found)
}
