import { valueAt, type YamlMapping } from '../../yaml/yaml-node.js'
import type { ConditionTree } from '../condition-tree.js'
import { readCondition } from '../read-condition.js'
import { report } from '../reading.js'
import { namesOfSelector } from '../selector-names.js'
import { identifiersOf, sectionOf } from './detection-items.js'
import type { Looked } from './lint-rules.js'

/** Search identifiers: those that nothing uses, and names that other tools read as something else. */
export function lintDetection(looked: Looked): void {
  const section = sectionOf(looked)
  if (section === undefined) return
  const { reading } = looked
  const used = usedIdentifiers(section)
  for (const { key } of identifiersOf(section)) {
    if (used !== undefined && !used.has(key.text)) {
      report(reading, 'sigma/unused-identifier', key.span, `The condition never uses "${key.text}".`, {
        hint: 'Name it in the condition, or remove it.',
        effect: 'none',
      })
    }
    const problem = nameProblem(key.text)
    if (problem !== undefined) {
      report(reading, 'sigma/identifier-form', key.span, problem, {
        hint: 'Use letters, digits and "_", and no name that begins with "not".',
        effect: 'none',
      })
    }
  }
}

function nameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) return `Not every tool takes "${name}" for a name in a condition.`
  // A pyparsing literal without a word boundary: `notes` is `not es` there.
  return /^not[A-Za-z0-9_-]/.test(name) ? `pySigma reads "not" at the beginning of "${name}".` : undefined
}

/** The names that the conditions reach; undefined when one cannot be read. */
function usedIdentifiers(section: YamlMapping): ReadonlySet<string> | undefined {
  const condition = valueAt(section, 'condition')
  const texts = condition?.type === 'sequence' ? condition.items : [condition]
  const all = identifiersOf(section).map(({ key }) => key.text)
  const used = new Set<string>()
  let comparisons = 0
  for (const text of texts) {
    const read = text?.type === 'scalar' ? readCondition(text.text) : undefined
    if (read?.ok !== true) return undefined
    const stack: ConditionTree[] = [read.tree]
    for (let tree = stack.pop(); tree !== undefined; tree = stack.pop()) {
      if (tree.type === 'name') used.add(tree.name)
      else if (tree.type === 'selector') {
        comparisons += all.length
        if (comparisons > MOST_COMPARISONS) return undefined
        for (const name of namesOfSelector(tree.pattern, all)) used.add(name)
      } else if (tree.type === 'not') stack.push(tree.part)
      else for (const part of tree.parts) stack.push(part)
    }
  }
  return used
}

const MOST_COMPARISONS = 2_000_000
