import { type Diagnostic, diagnostic, type EmitOptions, type Rule, type TargetFacts } from '@ruleglot/core'
import type { Pairs } from './rule-keys.js'
import { given } from './rule-keys.js'
import { yamlMap } from './yaml-lines.js'

type SigmaSource = NonNullable<TargetFacts['logsource']>

export interface WrittenLogSource {
  /** None if nobody knows a log source. */
  readonly keys: Pairs
  /** Approximate: named after the source's log types. */
  readonly routing: 'exact' | 'approximate'
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The log source as keys: from the pack or, where the source already speaks Sigma, from the rule; else named after
 * Panther's log types, as Sigma names its own (product, and the part of it as service, in lower case).
 */
export function logSourceKeys(rule: Rule, options: EmitOptions): WrittenLogSource {
  const known = options.target?.logsource ?? rule.logSource
  const definition = options.target?.logsource === undefined ? rule.logSource.definition : undefined
  const pairs = pairsOf(known)
  if (pairs.length > 0) return written([...pairs, ...given('definition', definition)], 'exact', [])
  const named = namedAfter(rule.logSource.logTypes ?? [])
  if (named === undefined) return { keys: [], routing: 'exact', diagnostics: [noLogSource(rule)] }
  return written(pairsOf(named), 'approximate', [newLogSource(rule, named)])
}

function pairsOf({ category, product, service }: SigmaSource): Pairs {
  return [...given('category', category), ...given('product', product), ...given('service', service)]
}

function written(
  pairs: Pairs,
  routing: WrittenLogSource['routing'],
  diagnostics: readonly Diagnostic[],
): WrittenLogSource {
  return { keys: [['logsource', yamlMap(pairs)]], routing, diagnostics }
}

/** `Zoom.Operation` is product zoom, service operation; several log types of one product are that product. */
function namedAfter(logTypes: readonly string[]): SigmaSource | undefined {
  const names = logTypes.map((type) => type.trim().toLowerCase().replace(/\s+/g, '_').split('.'))
  const products = new Set(names.map(([product]) => product))
  const [product] = products
  if (product === undefined || product === '' || products.size > 1) return undefined
  const services = new Set(names.map(([, ...service]) => service.join('.')))
  const [service] = services
  return service === undefined || service === '' || services.size > 1 ? { product } : { product, service }
}

function newLogSource(rule: Rule, { product, service }: SigmaSource): Diagnostic {
  const types = rule.logSource.logTypes?.join(', ')
  const name = `product ${product}${service === undefined ? '' : `, service ${service}`}`
  return diagnostic('sigma/new-logsource', `No mapping knows Sigma's log source for ${types}: it is named ${name}.`, {
    hint: 'Give your backend a pipeline for it, or name another: --logsource product=...,service=...',
    data: { logTypes: rule.logSource.logTypes ?? [] },
  })
}

function noLogSource(rule: Rule): Diagnostic {
  return diagnostic(
    'sigma/no-logsource',
    'Sigma demands a log source, and neither the rule nor a mapping pack names one.',
    {
      ...(rule.span === undefined ? {} : { span: rule.span }),
      hint: 'Choose a mapping pack, or give category, product or service with --logsource.',
    },
  )
}
