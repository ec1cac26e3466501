import type { Assumption } from '../assumptions/assumption.js'
import { splitKeySpellings } from '../assumptions/key-spellings.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Scalar } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import type { FieldSource, PackIndex } from './pack-index.js'

/** One field that got another name, for the report. */
export interface MappedField {
  readonly from: string
  readonly to: string
}

/** What both directions of the mapping work with. */
export interface MappingContext {
  readonly index: PackIndex
  readonly platform: string
  /** The log types the rule is for; names and routing tests of others are not looked at. */
  readonly logTypes: readonly string[]
  /** What to do with a field that the pack does not know. */
  readonly unmapped: 'refuse' | 'keep'
  /** The language takes a list as one value (`LanguageEmitter.listsWhole`). */
  readonly listsWhole?: boolean
  /** Dotted names that the rule reads whatever the letter case of their keys. */
  readonly anyCase?: ReadonlySet<string>
  readonly diagnostics: Diagnostic[]
}

/** Paths of which a rule says that only keys in their letter case are there: it finds the others too. */
export function readInAnyCase(assumptions: readonly Assumption[] = []): ReadonlySet<string> {
  return new Set(
    splitKeySpellings(assumptions)
      .filter(({ kind }) => kind === 'keyCase')
      .map(({ path }) => dotted(path)),
  )
}

/** What fills a platform's field. */
export function sourcesOf(path: Path, context: MappingContext): readonly FieldSource[] {
  const name = dotted(path)
  const ignoreCase = path.some((segment) => typeof segment !== 'string') || context.anyCase?.has(name) === true
  return context.index
    .sources(context.platform, name, ignoreCase)
    .filter(({ logTypes }) => isForLogTypes(logTypes, context))
}

/** Whether a row or test that is for some log types only is for one of the rule's. */
export function isForLogTypes(logTypes: readonly string[] | undefined, { logTypes: chosen }: MappingContext): boolean {
  return logTypes === undefined || chosen.length === 0 || logTypes.some((type) => chosen.includes(type))
}

/** The values that every event of the source has in a routing field of the platform; undefined for other fields. */
export function routingValues(name: string, context: MappingContext): readonly Scalar[] | undefined {
  const tests = context.index.pack.platforms[context.platform]?.routing ?? []
  const own = tests.filter((test) => test.field === name && isForLogTypes(test.logTypes, context))
  if (own.length === 0) return undefined
  return own.flatMap(({ value, values }) => [value, ...(values ?? [])])
}
