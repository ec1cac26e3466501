import { CHANGE_CODES } from './codes/change.js'
import { CONDITION_CODES } from './codes/condition.js'
import { ELASTIC_CODES } from './codes/elastic.js'
import { EMIT_CODES } from './codes/emit.js'
import { EQL_CODES } from './codes/eql.js'
import { JAVASCRIPT_CODES } from './codes/javascript.js'
import { KQL_CODES } from './codes/kql.js'
import { LIMIT_CODES } from './codes/limit.js'
import { LOGIC_CODES } from './codes/logic.js'
import { MAPPING_CODES } from './codes/mapping.js'
import { PANTHER_CODES } from './codes/panther.js'
import { REPOSITORY_CODES } from './codes/repository.js'
import { RULE_CODES } from './codes/rule.js'
import { SIGMA_CODES } from './codes/sigma.js'
import { SYNTAX_CODES } from './codes/syntax.js'

/** One row of the registry. Errors can not be turned into anything less; warnings may be raised to errors. */
export interface CodeEntry {
  readonly severity: 'error' | 'warning' | 'info'
  /** What the code stands for, in a few words, for an index of all codes. */
  readonly title: string
}

/** Every diagnostic code there is. `stage/what`; a code that is not here does not compile. */
export const DIAGNOSTIC_CODES = {
  ...SYNTAX_CODES,
  ...LIMIT_CODES,
  ...KQL_CODES,
  ...EQL_CODES,
  ...CONDITION_CODES,
  ...ELASTIC_CODES,
  ...PANTHER_CODES,
  ...SIGMA_CODES,
  ...JAVASCRIPT_CODES,
  ...RULE_CODES,
  ...LOGIC_CODES,
  ...CHANGE_CODES,
  ...MAPPING_CODES,
  ...EMIT_CODES,
  ...REPOSITORY_CODES,
} as const satisfies Record<string, CodeEntry>

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES
