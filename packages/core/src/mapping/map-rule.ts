import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import { failure, type Result, success } from '../diagnostics/result.js'
import { and, compare, TRUE } from '../ir/build.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition, Field, Scalar, ValueExpression } from '../ir/node.js'
import { dotted, type Path, pathOf } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'
import type { Rule, Trigger } from '../rule/rule.js'
import type { DerivedValue, Pack } from './pack.js'

/** One field that got another name, for the report. */
export interface MappedField {
  readonly from: string
  readonly to: string
}

export interface MappedRule {
  readonly rule: Rule
  readonly mapped: readonly MappedField[]
}

interface Context {
  readonly pack: Pack
  readonly from: string
  readonly to: string
  readonly unmapped: 'refuse' | 'keep'
  readonly mapped: Map<string, string>
  readonly diagnostics: Diagnostic[]
  /** Equalities of the conjunctions around a node, by vendor name. */
  readonly around: readonly Condition[]
}

/**
 * The rule as the other platform names its fields and values, by way of the vendor's own names. Tests for the log source
 * itself go: routing says it. A field the pack does not know is an error unless `unmapped` is `keep`.
 */
export function mapRule(
  rule: Rule,
  pack: Pack,
  between: { readonly from: string; readonly to: string },
  options: { readonly unmapped?: 'refuse' | 'keep' } = {},
): Result<MappedRule> {
  const context: Context = {
    pack,
    ...between,
    unmapped: options.unmapped ?? 'refuse',
    mapped: new Map(),
    diagnostics: [],
    around: [],
  }
  const condition = withRouting(mapCondition(withoutRouting(rule.condition, context), context), context)
  const quiet: Context = { ...context, unmapped: 'keep', diagnostics: [] }
  const path = (p: Path): Path => mapPath(p, quiet, undefined)
  const mappedRule: Rule = {
    ...rule,
    condition,
    outputFields: rule.outputFields.map((field) => ({ ...field, path: path(field.path) })),
    trigger: mapTrigger(rule.trigger, path),
    ...(rule.grouping === undefined ? {} : { grouping: { ...rule.grouping, by: rule.grouping.by.map(path) } }),
  }
  if (context.diagnostics.some((problem) => problem.severity === 'error')) return failure(context.diagnostics)
  const mapped = [...context.mapped].map(([from, name]) => ({ from, to: name }))
  return success({ rule: mappedRule, mapped }, context.diagnostics)
}

function mapTrigger(trigger: Trigger, path: (p: Path) => Path): Trigger {
  if (trigger.kind === 'threshold') {
    const { distinct } = trigger
    return {
      ...trigger,
      groupBy: trigger.groupBy.map(path),
      ...(distinct === undefined ? {} : { distinct: { ...distinct, field: path(distinct.field) } }),
    }
  }
  return trigger.kind === 'newTerms' ? { ...trigger, fields: trigger.fields.map(path) } : trigger
}

/** Top-level conjuncts that are routing tests of the source platform are left out. */
function withoutRouting(condition: Condition, context: Context): Condition {
  const tests = context.pack.platforms[context.from]?.routing ?? []
  const isRouting = (node: Condition): boolean =>
    tests.some((test) => {
      const pair = equality(node)
      return pair !== undefined && pair.field === test.field && pair.value === test.value
    })
  if (isRouting(condition)) return TRUE
  if (condition.kind !== 'And') return condition
  const children = condition.children.filter((child) => !isRouting(child))
  if (children.length === condition.children.length) return condition
  return children.length === 1 ? (children[0] as Condition) : { ...condition, children }
}

/** Where the target keeps many sources apart by a field, its rules test that field first. */
function withRouting(condition: Condition, context: Context): Condition {
  const test = context.from === context.to ? undefined : context.pack.platforms[context.to]?.routing?.[0]
  if (test === undefined) return condition
  const children = condition.kind === 'And' ? condition.children : condition.kind === 'True' ? [] : [condition]
  return and([compare(pathOf(test.field), 'eq', test.value), ...children])
}

/** `field == value` for one string value, else undefined. */
function equality(node: Condition): { readonly field: string; readonly value: string } | undefined {
  if (node.kind === 'Compare' && node.op === 'eq' && typeof node.value === 'string' && isPath(node.field)) {
    return { field: dotted(node.field), value: node.value }
  }
  return undefined
}

function mapCondition(node: Condition, context: Context): Condition {
  const derived = derivedValue(node, context)
  if (derived !== undefined) {
    const pair = equality(node)
    context.mapped.set(`${pair?.field}: ${pair?.value}`, fieldsOf(derived.is))
    return toPlatform(derived.is, context)
  }
  const inner = node.kind === 'And' ? { ...context, around: [...context.around, ...node.children] } : context
  const mapped = mapChildren(node, (child) => mapCondition(child, inner))
  switch (mapped.kind) {
    case 'Some':
    case 'Every':
    case 'Count':
      return { ...mapped, path: mapPath(mapped.path, context, mapped) }
    case 'CompareFields':
      return {
        ...mapped,
        left: mapField(mapped.left, context, mapped),
        right: mapField(mapped.right, context, mapped),
      }
    case 'Compare': {
      const field = mapField(mapped.field, context, mapped)
      const value = typeof mapped.value === 'string' ? mapValue(mapped.field, mapped.value, context) : mapped.value
      return { ...mapped, field, value }
    }
    case 'In':
      return {
        ...mapped,
        field: mapField(mapped.field, context, mapped),
        values: mapped.values.map((value) => mapScalar(mapped.field, value, context)),
      }
    case 'Match':
    case 'Regex':
    case 'Cidr':
    case 'Exists':
    case 'Tokens':
      return { ...mapped, field: mapField(mapped.field, context, mapped) }
    case 'Shape':
      return { ...mapped, field: mapPath(mapped.field, context, mapped) }
    default:
      return mapped
  }
}

function derivedValue(node: Condition, context: Context): DerivedValue | undefined {
  const pair = equality(node)
  if (pair === undefined) return undefined
  return context.pack.derived?.find(
    (row) =>
      row.platform === context.from &&
      row.field === pair.field &&
      row.value === pair.value &&
      (row.when === undefined || context.around.some((test) => holdsWhen(test, row.when, context))),
  )
}

function holdsWhen(test: Condition, when: DerivedValue['when'], context: Context): boolean {
  const pair = equality(test)
  return (
    pair !== undefined &&
    when !== undefined &&
    pair.value === when.value &&
    vendorName(pair.field, context) === when.field
  )
}

function vendorName(name: string, context: Context): string | undefined {
  return context.pack.fields.find((field) => nameOn(field, context.from) === name)?.path
}

/** A condition over the vendor's event, written with the target's names. */
function toPlatform(condition: Condition, context: Context): Condition {
  return mapCondition(condition, { ...context, from: 'vendor', around: [] })
}

function fieldsOf(condition: Condition): string {
  return 'field' in condition && isPath(condition.field) ? dotted(condition.field) : condition.kind
}

/** The field's name on a platform; the vendor's own where the pack says nothing, null where it is not there. */
export function nameOn(field: Pack['fields'][number], platform: string): string | null {
  const name = field.names?.[platform]
  return name === undefined ? field.path : name
}

function mapField(field: Field, context: Context, node: Condition): Field {
  if (isPath(field)) return mapPath(field, context, node)
  if ('call' in field) return mapExpression(field, context, node)
  return field
}

function mapExpression(expression: ValueExpression, context: Context, node: Condition): ValueExpression {
  return {
    ...expression,
    args: expression.args.map((arg) => {
      if (Array.isArray(arg)) return mapPath(arg as Path, context, node)
      return 'call' in arg ? mapExpression(arg as ValueExpression, context, node) : arg
    }),
  }
}

function mapPath(path: Path, context: Context, node: Condition | undefined): Path {
  const name = dotted(path)
  const field = context.pack.fields.find((row) => nameOn(row, context.from) === name)
  const target = field === undefined ? undefined : nameOn(field, context.to)
  if (typeof target === 'string') {
    if (target !== name) context.mapped.set(name, target)
    return target === name ? path : pathOf(target)
  }
  if (path.length > 0 && context.unmapped === 'refuse') {
    const why =
      field === undefined ? `The pack ${context.pack.id} does not know it.` : `${context.to} has no such field.`
    context.diagnostics.push(
      diagnostic('mapping/unmapped-field', `No counterpart of ${name} on ${context.to}. ${why}`, {
        ...(node?.span === undefined ? {} : { span: node.span }),
        hint: 'Add a row to the mapping, or keep the name with --unmapped keep.',
        effect: 'unknown',
        data: { field: name },
      }),
    )
  }
  return path
}

function mapScalar(field: Field, value: Scalar, context: Context): Scalar {
  return typeof value === 'string' ? mapValue(field, value, context) : value
}

function mapValue(field: Field, value: string, context: Context): string {
  if (!isPath(field)) return value
  const name = dotted(field)
  const row = context.pack.fields.find((candidate) => nameOn(candidate, context.from) === name)
  if (row?.values === undefined) return value
  const back = Object.entries(row.values[context.from] ?? {}).find(([, spelled]) => spelled === value)
  const vendor = back === undefined ? value : back[0]
  return row.values[context.to]?.[vendor] ?? vendor
}
