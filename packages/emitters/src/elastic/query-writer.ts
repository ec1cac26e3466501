import type { Condition, EmitOptions, EmittedCondition, Result } from '@ruleglot/core'
import { emitEql } from '../eql/index.js'
import { emitKql } from '../kql/index.js'

export type QueryLanguage = 'kuery' | 'eql'

/** Writes conditions in either language, each once: whether one can be written is asked before its text. */
export type QueryWriter = (language: QueryLanguage, condition: Condition) => Result<EmittedCondition>

export function queryWriter(options: EmitOptions): QueryWriter {
  const written = { kuery: new Map<Condition, Result<EmittedCondition>>(), eql: new Map() }
  return (language, condition) => {
    const known = written[language].get(condition)
    if (known !== undefined) return known
    const result = WRITERS[language](condition, options)
    written[language].set(condition, result)
    return result
  }
}

const WRITERS = { kuery: emitKql, eql: emitEql } as const
