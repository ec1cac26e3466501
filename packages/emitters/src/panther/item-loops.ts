import { type Condition, dotted, isFieldTest, isPath, type Path, type Span, segmentKey } from '@ruleglot/core'
import type { Context } from './context.js'
import { foldedFieldsOf } from './leaf-test.js'
import { objectName } from './names.js'
import { assumeKeys } from './place.js'
import { assume, type Item, takenAsItem, useItemsOf, type Writing, writingInItems } from './writing.js'

/** `for item in event.deep_get("a", default=[])`, one for each list on the way, outermost first. */
export interface ItemLoops {
  readonly loops: readonly { readonly name: string; readonly over: string }[]
  /** Where a test of an item is written. */
  readonly inside: Context
}

/**
 * Plain Python loops over the items of a list of objects, as people write them, where the target's facts say that it is
 * one and the condition asks only what an item holds one value of. Undefined for everything else, which helpers open.
 */
export function itemLoops(path: Path, condition: Condition, context: Context): ItemLoops | undefined {
  const { writing, scope } = context
  if (writing.explicit || scope.inElement) return undefined
  const around = writing.item?.list ?? []
  const steps = stepsTo(path, around, writing)
  if (steps === undefined || !isPlain(condition, [...around, ...path], writing)) return undefined
  const loops: { readonly name: string; readonly over: string }[] = []
  let at = writing
  for (const [i, step] of steps.entries()) {
    const over = readItems(step, at, condition.span)
    const list = [...(at.item?.list ?? []), ...step]
    const item: Item = { name: objectName(list, takenAsItem(at)), list }
    loops.push({ name: item.name, over })
    at = writingInItems(at, item, i === steps.length - 1 ? foldedFieldsOf(condition) : new Set())
  }
  return { loops, inside: { ...context, writing: at, lets: new Map() } }
}

export function forEach({ loops }: ItemLoops): string {
  return loops.map(({ name, over }) => `for ${name} in ${over}`).join(' ')
}

function readItems(path: Path, writing: Writing, span: Span | undefined): string {
  assume(writing, 'list', path, 'the rule goes through it as a list of values', span)
  if (writing.item !== undefined) {
    for (const i of path.slice(1).keys()) {
      assume(writing, 'scalar', path.slice(0, i + 1), 'deep_get() goes from key to key', span)
    }
  }
  assume(writing, 'objectWhenPresent', path, 'what is no object has no get()', span)
  assume(writing, 'noNullElements', path, 'null has no get()', span)
  assumeKeys(path, writing, span, true)
  return useItemsOf(writing, path)
}

/** The path cut behind each list. Undefined unless it ends with one and is spelled in one letter case. */
function stepsTo(path: Path, around: Path, { options }: Writing): readonly Path[] | undefined {
  const lists = options.target?.lists
  if (lists === undefined || path.some((key) => typeof key !== 'string')) return undefined
  const steps: Path[] = []
  let start = 0
  for (const i of path.keys()) {
    if (!Object.hasOwn(lists, dotted([...around, ...path.slice(0, i + 1)]))) continue
    steps.push(path.slice(start, i + 1))
    start = i + 1
  }
  return start === path.length && steps.length > 0 ? steps : undefined
}

/** Whether the items of a list hold one value of everything that is asked of them. */
function isPlain(condition: Condition, list: Path, writing: Writing): boolean {
  const { kind } = condition
  if (kind === 'True' || kind === 'False') return true
  if (kind === 'And' || kind === 'Or') return condition.children.every((child) => isPlain(child, list, writing))
  if (kind === 'Not') return isPlain(condition.child, list, writing)
  if (kind === 'Some' || kind === 'Every' || kind === 'Count') {
    const path = [...list, ...condition.path]
    return stepsTo(condition.path, list, writing) !== undefined && isPlain(condition.condition, path, writing)
  }
  if (!isFieldTest(condition) || !isPath(condition.field)) return false
  const { field } = condition
  const held = writing.options.target?.lists?.[dotted(list)] ?? []
  return field.every((key) => typeof key === 'string') && held.includes(field.map(segmentKey).join('.'))
}
