import {
  assumptionHolds,
  evaluate,
  type JsonValue,
  packIndex,
  type RuleTest,
  sampleEvents,
  wholeCondition,
} from '@ruleglot/core'
import { type LanguageId, translateRule } from 'ruleglot'
import { corpusRules } from '../corpus/corpus-rules.js'
import { PROMISED } from '../corpus/promised-sources.js'
import { keepsFacts } from '../mapping/keeps-facts.js'
import { packOfRule } from '../mapping/pack-of-rule.js'

/** Every other Elastic rule; Sigma has fewer of these sources. */
const STEP: Readonly<Partial<Record<LanguageId, number>>> = { elastic: 2, sigma: 1 }

/**
 * Rules of the cloud and of identity as they are on another platform, field names and values mapped, for the tools that
 * will read them there. Rules of different platforms may have one title; Panther's ids are made of it and must differ.
 */
export function mappedOutputs(
  to: LanguageId,
): readonly { readonly name: string; readonly files: Readonly<Record<string, string>> }[] {
  const written: { readonly name: string; readonly files: Readonly<Record<string, string>> }[] = []
  const titles = new Set<string | undefined>()
  for (const from of ['elastic', 'sigma'] as const) {
    if (from === to) continue
    let seen = 0
    for (const { rule, name } of corpusRules(from) ?? []) {
      const pack = packOfRule(rule, from)
      if (pack === undefined || pack === 'several' || !PROMISED.includes(pack.id) || titles.has(rule.title)) continue
      if (seen++ % (STEP[from] ?? 1) !== 0) continue
      const fileStem = `${from}_${name
        .replace(/^.*\//, '')
        .replace(/\.\w+$/, '')
        .replaceAll('-', '_')}`
      const first = translateRule(rule, { to, mapping: pack, fileStem })
      if (!first.ok) continue
      titles.add(rule.title)
      // Tests in the target's names, which the tool runs.
      const condition = wholeCondition(first.value.target)
      // One rule asks for a text in a number: what never fires has nothing for the tools to run.
      if (condition.kind === 'False') continue
      const kept = sampleEvents([condition], { limit: 12 }).filter(
        (event) =>
          keepsFacts(event, packIndex(pack)) &&
          first.value.assumptions.every((assumption) => assumptionHolds(assumption, event) !== false),
      )
      const tests = to === 'panther' ? testsOf(kept, (event) => evaluate(condition, event)) : []
      const result = tests.length === 0 ? first : translateRule(rule, { to, mapping: pack, fileStem, tests })
      if (result.ok) written.push({ name: fileStem, files: result.value.files })
    }
  }
  return written
}

/** Up to two events of each polarity; Panther takes objects only. Panther names fields as the vendor does. */
function testsOf(events: readonly JsonValue[], fires: (event: JsonValue) => boolean | 'unknown'): readonly RuleTest[] {
  const objects = events.filter((event) => typeof event === 'object' && event !== null && !Array.isArray(event))
  const of = (expected: boolean): readonly RuleTest[] =>
    objects
      .filter((event) => fires(event) === expected)
      .slice(0, 2)
      .map((event, i) => ({ name: `${expected ? 'Fires' : 'Silent'} ${i + 1}`, event, expected }))
  return [...of(true), ...of(false)]
}
