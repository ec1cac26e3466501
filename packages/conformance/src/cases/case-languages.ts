import type { EmitOptions, FieldSchema, FieldType, LanguageEmitter, LanguageParser } from '@ruleglot/core'
import { dotted } from '@ruleglot/core'
import { eql as writeEql } from '@ruleglot/emitters/eql'
import { javascript as writeJavascript } from '@ruleglot/emitters/javascript'
import { kql as writeKql } from '@ruleglot/emitters/kql'
import { panther as writePanther } from '@ruleglot/emitters/panther'
import { pantherCondition as writePantherCondition } from '@ruleglot/emitters/panther-condition'
import { sigma as writeSigma } from '@ruleglot/emitters/sigma'
import { eql } from '@ruleglot/parsers/eql'
import { javascript } from '@ruleglot/parsers/javascript'
import { kql } from '@ruleglot/parsers/kql'
import { panther } from '@ruleglot/parsers/panther'
import { pantherCondition } from '@ruleglot/parsers/panther-condition'
import { sigma } from '@ruleglot/parsers/sigma'

/** A language as spec/cases tries it. */
export interface CaseLanguage {
  readonly id: string
  readonly reader: LanguageParser
  readonly emitter: LanguageEmitter
  /** The ways of writing, by name. */
  readonly ways: Readonly<Record<string, Way>>
}

export interface Way {
  readonly options: EmitOptions
  /** Whether the output may rely on assumptions. */
  readonly assumes: boolean
  /** The way gives something up on purpose: another verdict than `exact` is no gap, as long as it is true. */
  readonly lossy?: boolean
}

/** Every language that writes conditions. Elastic rules hold KQL. */
export const CASE_LANGUAGES: readonly CaseLanguage[] = [
  { id: 'kql', reader: kql, emitter: writeKql, ways: { default: { options: {}, assumes: true } } },
  { id: 'eql', reader: eql, emitter: writeEql, ways: { default: { options: {}, assumes: true } } },
  {
    id: 'panther-condition',
    reader: pantherCondition,
    emitter: writePantherCondition,
    ways: { default: { options: {}, assumes: false } },
  },
  {
    id: 'panther',
    reader: panther,
    emitter: writePanther,
    ways: {
      default: { options: {}, assumes: true },
      explicit: { options: { guards: 'explicit' }, assumes: false },
    },
  },
  {
    id: 'sigma',
    reader: sigma,
    emitter: writeSigma,
    ways: {
      default: { options: { case: 'exact' }, assumes: true },
      fold: { options: { case: 'fold' }, assumes: true, lossy: true },
    },
  },
  {
    id: 'javascript',
    reader: javascript,
    emitter: writeJavascript,
    ways: {
      default: { options: {}, assumes: true },
      any: { options: { events: 'any' }, assumes: false },
    },
  },
]

/** A schema that knows these types and nothing else. */
export function schemaOfTypes(fieldTypes: Readonly<Record<string, FieldType>>): FieldSchema {
  return {
    id: 'case',
    lookup: (path) => {
      const type = Object.hasOwn(fieldTypes, dotted(path)) ? fieldTypes[dotted(path)] : undefined
      return type === undefined ? undefined : { type }
    },
  }
}
