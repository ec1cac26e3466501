import { and, type Condition, evaluator, type Rule } from '@ruleglot/core'
import { type Explanation, explainMatch } from './explain-match.js'
import { type EventSource, sourceFits, sourceKey, sourceWords } from './log-source.js'
import { createRuleIndex, type IndexStats, type RuleIndex } from './rule-index.js'

/** A rule as the matcher takes it: a `Rule` with an id, or less. */
export interface MatcherRule {
  readonly id: string
  readonly condition: Condition
  readonly defined?: Rule['defined']
  readonly logSource?: Rule['logSource']
}

export interface MatcherOptions {
  /** Where an event comes from: rules of other log sources are not asked. Without it, every rule is. */
  readonly logSource?: (event: unknown) => EventSource | undefined
  /** Events like those to come: they tell which parts of rules are rare. Without them the first events are used. */
  readonly sample?: Iterable<unknown>
  /** The clock for bounds relative to now, in milliseconds since 1970. Without it they are unknown, so never true. */
  readonly now?: () => number
}

export interface Matcher {
  /** The ids of the rules that the event matches, in the order in which the rules were added. */
  match(event: unknown): readonly string[]
  /** Which leaves of a rule decided, and by which values; undefined when there is no such rule. */
  explain(event: unknown, id: string): Explanation | undefined
  /** Throws a TypeError for an id that is there already, and for a condition that is none. */
  add(rule: MatcherRule): void
  /** False when there is no such rule. */
  remove(id: string): boolean
  readonly size: number
  stats(): MatcherStats
}

export interface MatcherStats extends IndexStats {
  /** Groups of rules that were made for log sources. */
  readonly groups: number
}

/**
 * Many rules over each event, by an index on what a rule cannot do without: most rules are never asked. Says what
 * `evaluate` says for every rule on every JSON event, true and nothing else counting as a match. No code is generated.
 */
export function compileMatcher(rules: Iterable<MatcherRule>, options: MatcherOptions = {}): Matcher {
  const numbers = new Map<string, number>()
  const byNumber: (Entry | undefined)[] = []
  const free: number[] = []
  const words = new Map<string, number>()
  const groups = new Map<string, Group>()
  let order = 0
  let lastGroup: Group | undefined

  function groupOf(source: EventSource | undefined): Group {
    // Events of one source come one behind the other.
    if (lastGroup !== undefined && isSameSource(lastGroup.source, source)) return lastGroup
    lastGroup = findGroup(source)
    return lastGroup
  }

  function findGroup(source: EventSource | undefined): Group {
    const key = sourceKey(source, words as unknown as ReadonlySet<string>)
    let group = groups.get(key)
    // Events may make up sources: those beyond the first many share the index of all rules.
    if (group === undefined && source !== undefined && groups.size >= MOST_GROUPS) return findGroup(undefined)
    if (group === undefined) {
      // The caller may use its object again.
      group = { source: source === undefined ? undefined : { ...source }, index: createRuleIndex() }
      for (const entry of byNumber) if (entry !== undefined) addTo(group, entry)
      groups.set(key, group)
    }
    return group
  }

  function add(rule: MatcherRule): void {
    if (typeof rule.id !== 'string') throw new TypeError('A rule of a matcher has an id')
    if (numbers.has(rule.id)) throw new TypeError(`The matcher has a rule with the id ${rule.id} already`)
    const guards = rule.defined?.map(({ when }) => when) ?? []
    const condition = guards.length === 0 ? rule.condition : and([rule.condition, ...guards])
    if (options.logSource !== undefined) evaluator(condition)
    const number = free.pop() ?? byNumber.length
    const entry: Entry = { number, order: order++, rule, condition }
    const known = sourceWords(rule.logSource ?? {}).every((word) => words.has(word))
    for (const group of groups.values()) addTo(group, entry)
    for (const word of sourceWords(rule.logSource ?? {})) words.set(word, (words.get(word) ?? 0) + 1)
    byNumber[number] = entry
    numbers.set(rule.id, number)
    // Sources that were alike so far may differ by a word that is new.
    if (!known && options.logSource !== undefined) {
      groups.clear()
      lastGroup = undefined
    }
  }

  // Rules are checked when they are added, so the one group that is known to be needed is there from the start.
  if (options.logSource === undefined) groupOf(undefined)
  for (const rule of rules) add(rule)
  const sampled = new Set<Group>()
  for (const event of options.sample ?? []) {
    const group = groupOf(options.logSource?.(event))
    group.index.observe(event)
    sampled.add(group)
  }
  for (const { index } of sampled) index.learn()

  return {
    add,
    remove(id) {
      const number = numbers.get(id)
      const entry = number === undefined ? undefined : byNumber[number]
      if (number === undefined || entry === undefined) return false
      for (const { index } of groups.values()) index.remove(number)
      for (const word of sourceWords(entry.rule.logSource ?? {})) {
        const count = (words.get(word) ?? 1) - 1
        if (count === 0) words.delete(word)
        else words.set(word, count)
      }
      byNumber[number] = undefined
      free.push(number)
      numbers.delete(id)
      return true
    },
    match(event) {
      const source = options.logSource?.(event)
      const group = groupOf(source)
      const found = group.index.match(event, options.now?.())
      if (found.length === 0) return NONE
      let entries = found.map((number) => byNumber[number] as Entry)
      if (source !== undefined && group.source === undefined) {
        entries = entries.filter(({ rule }) => sourceFits(rule.logSource ?? {}, source))
      }
      if (entries.length > 1) entries.sort((a, b) => a.order - b.order)
      return entries.map(({ rule }) => rule.id)
    },
    explain(event, id) {
      const number = numbers.get(id)
      const entry = number === undefined ? undefined : byNumber[number]
      if (entry === undefined) return undefined
      const now = options.now?.()
      return explainMatch(id, entry.condition, event, now === undefined ? {} : { now })
    },
    get size() {
      return numbers.size
    },
    stats() {
      const all = [...groups.values()].map(({ index }) => index.stats())
      const sum = (of: (stats: IndexStats) => number): number => all.reduce((total, stats) => total + of(stats), 0)
      return {
        groups: all.length,
        rules: numbers.size,
        always: sum(({ always }) => always),
        asked: sum(({ asked }) => asked),
        tables: sum(({ tables }) => tables),
      }
    },
  }
}

interface Entry {
  readonly number: number
  readonly order: number
  readonly rule: MatcherRule
  readonly condition: Condition
}

interface Group {
  readonly source: EventSource | undefined
  readonly index: RuleIndex
}

function isSameSource(a: EventSource | undefined, b: EventSource | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.category === b.category && a.product === b.product && a.service === b.service && a.logType === b.logType
}

const NONE: readonly string[] = []
/** Each log source that differs for some rule has an index of its own. */
const MOST_GROUPS = 100

function addTo({ source, index }: Group, { rule, number, condition }: Entry): void {
  if (source === undefined || sourceFits(rule.logSource ?? {}, source)) index.add(number, condition)
}
