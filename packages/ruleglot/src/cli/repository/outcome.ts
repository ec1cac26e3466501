import { posix } from 'node:path'
import type { Diagnostic, Rule, TargetFacts, Translation } from '@ruleglot/core'
import { detect, type LanguageId, type ReadOptions, translateRule } from '../../index.js'
import type { Source } from '../read-sources.js'
import { type SourceReader, sourceReader } from '../source-reader.js'
import { unknownLanguage } from '../unknown-language.js'
import type { LockedRule } from './lock-file.js'
import type { LockRows } from './lock-rows.js'
import { type OutputNames, outputPath, type Writer } from './output-names.js'
import type { SourcePath } from './source-paths.js'
import { type Write, writeNamed } from './write-named.js'

/** How rules are written: the options that the command line, the config file and their defaults add up to. */
export interface Writing {
  readonly from?: LanguageId
  readonly to: readonly LanguageId[]
  readonly unmapped: 'refuse' | 'keep'
  readonly schema: 'ecs' | 'none'
  readonly guards: 'assume' | 'explicit'
  readonly case: 'fold' | 'exact'
  readonly style?: 'python' | 'simple'
  readonly generateTests?: boolean
  readonly queryLanguage: 'auto' | 'kuery' | 'eql'
  readonly as: 'expression' | 'function' | 'module'
  readonly events: 'nested' | 'flat' | 'any'
  readonly arrays: 'any' | 'scalar'
  readonly enable: 'safe' | 'all'
  readonly logType?: readonly string[]
  readonly logsource?: string
  /** Sigma: what placeholders stand for. */
  readonly placeholders?: NonNullable<ReadOptions['placeholders']>
}

/** A rule of a source on one target, as the lock names it. */
export type Identity = Pick<LockedRule, 'source' | 'target'>

/** What earlier conversions called their outputs, and what this one has called them so far. */
export interface Known {
  readonly rows: LockRows
  readonly names: OutputNames
  readonly pathOf: SourcePath
}

/** One target of one source rule: what would be written, or why not. */
export interface Outcome {
  readonly source: Source
  readonly from: LanguageId | undefined
  readonly to: LanguageId | undefined
  readonly rule?: Rule
  /** The source as a lock file names it. */
  readonly identity?: Identity
  /** Its row of the lock. */
  readonly before?: LockedRule
  readonly translation?: Translation
  /** A document of another kind, such as a pack: there is no rule to convert, and the diagnostics say what it is. */
  readonly passedOver?: true
  readonly diagnostics: readonly Diagnostic[]
}

export type Mapping = Pick<Parameters<typeof translateRule>[1], 'mapping'>

/** Every rule of a source in every target. */
export function translateSource(
  source: Source,
  writing: Writing,
  mapping: Mapping,
  known: Known,
  reader: SourceReader = sourceReader(),
): readonly Outcome[] {
  const text = source.files[source.name] ?? ''
  const from = writing.from ?? detect(text, source.name)
  if (from === undefined) {
    if (source.isFound) return [{ source, from, to: undefined, passedOver: true, diagnostics: [] }]
    return [{ source, from, to: undefined, diagnostics: [unknownLanguage(source.name)] }]
  }
  const { schema, placeholders } = writing
  const parsed = reader.rulesOf(source, from, { schema, ...(placeholders === undefined ? {} : { placeholders }) })
  if (!parsed.ok) return [{ source, from, to: undefined, diagnostics: parsed.diagnostics }]
  const own = parsed.diagnostics
  if (parsed.value.length === 0 && own.length > 0) {
    return [{ source, from, to: undefined, passedOver: true, diagnostics: own }]
  }
  const hash = reader.hashOf(source)
  return parsed.value.flatMap((rule, i) => {
    const isAlone = parsed.value.length === 1
    const stem = isAlone ? source.stem : `${source.stem}-${i + 1}`
    const path = `${known.pathOf(source)}${isAlone ? '' : `#${i + 1}`}`
    return writing.to.map((to): Outcome => {
      const identity: Identity = {
        target: to,
        source: { language: from, ...(rule.id === undefined ? {} : { id: rule.id }), path, hash },
      }
      const before = known.rows.of(identity)
      const writer: Writer = { identity, before }
      const named = titled(rule, stem)
      const write: Write = (names) => translateRule(named, { to, ...mapping, ...writeOptions(writing), ...names })
      const naming = { stem, own: before === undefined ? stem : stemOf(before, stem) }
      const place = (name: string): string => outputPath(name, source, writer, writing.to.length > 1)
      const result = writeNamed(write, { ...naming, place }, writer, known.names)
      const shown = i === 0 && to === writing.to[0] ? own : []
      const diagnostics = [...shown, ...result.diagnostics]
      return {
        source,
        from,
        to,
        rule,
        identity,
        ...(before === undefined ? {} : { before }),
        diagnostics,
        ...(result.ok ? { translation: result.value } : {}),
      }
    })
  })
}

export function isExact({ ruleVerdict, verdict }: Translation): boolean {
  return verdict === 'exact' && ruleVerdict.trigger === 'exact' && ruleVerdict.severity === 'exact'
}

/** The name without extension that the output had. */
function stemOf({ files }: LockedRule, otherwise: string): string {
  const [shortest] = Object.keys(files).sort((a, b) => a.length - b.length)
  return shortest === undefined ? otherwise : posix.basename(shortest, posix.extname(shortest))
}

/** A bare condition has no title: its file's name stands in. */
function titled(rule: Rule, stem: string): Rule {
  if (rule.title !== undefined) return rule
  const words = stem.replace(/[-_.\s]+/g, ' ').trim()
  return { ...rule, title: words.charAt(0).toUpperCase() + words.slice(1) }
}

function writeOptions(writing: Writing) {
  const target: TargetFacts = {
    ...(writing.logType === undefined ? {} : { logTypes: writing.logType }),
    ...(writing.logsource === undefined ? {} : { logsource: logsourceOf(writing.logsource) }),
  }
  const { unmapped, schema, guards, style, generateTests, queryLanguage, as, events, arrays, enable } = writing
  const styled = {
    ...(style === undefined ? {} : { style }),
    ...(generateTests === undefined ? {} : { generateTests }),
  }
  return { unmapped, schema, guards, case: writing.case, ...styled, queryLanguage, as, events, arrays, enable, target }
}

/** `product=okta,service=okta` as Sigma's three keys. */
function logsourceOf(text: string): NonNullable<TargetFacts['logsource']> {
  const pairs = Object.fromEntries(text.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  const { category, product, service } = pairs as Record<string, string | undefined>
  return {
    ...(category === undefined ? {} : { category }),
    ...(product === undefined ? {} : { product }),
    ...(service === undefined ? {} : { service }),
  }
}
