import { emitVerifiedRule, type LanguageParser, type Result, type Rule, readRule, wholeCondition } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { inspect, inspectionMarkdown, translateRule } from 'ruleglot'
import { checkCondition, checkVerdict, eventsFor } from './check-condition.js'
import { checkDiagnostics } from './check-diagnostics.js'

type Files = Readonly<Record<string, string>>

/** Files are read, or refused with located errors. What was read can be written in every language, and means it. */
export function checkRules(parser: LanguageParser, files: Files, choice: number): void {
  const read = parser.parseRules?.(files, {}) as Result<readonly Rule[]>
  checkDiagnostics(read.diagnostics, files, read.ok)
  const names = Object.keys(files)
  parser.detect?.(files[names[0] as string] as string, names[0])
  checkDiagnostics(parser.lint?.(files, {}) ?? [], files, true)
  if (!read.ok) return
  for (const rule of read.value.slice(0, 3)) checkRule(rule, choice, files)
}

function checkRule(rule: Rule, choice: number, source: Files): void {
  const document = readRule(JSON.parse(JSON.stringify(rule)))
  if (!document.ok) throw new Error(`no rule document: ${JSON.stringify(document.diagnostics)}`)
  const condition = wholeCondition(rule)
  checkCondition(condition, choice, source)
  inspectionMarkdown(inspect(rule))
  const writers = emitters.filter(({ emitRule }) => emitRule !== undefined)
  const emitter = writers[choice % writers.length] as (typeof writers)[number]
  const reader = parsers.find(({ id }) => id === emitter.id) as LanguageParser
  const emitted = emitVerifiedRule(rule, { emitter, reader }, {})
  checkDiagnostics(emitted.diagnostics, source, emitted.ok)
  if (emitted.ok) {
    const { files } = emitted.value
    for (const name of Object.keys(files))
      if (!/^[a-zA-Z0-9_][\w.-]*$/.test(name) || name.length > 255)
        throw new Error(`a file named ${JSON.stringify(name)}`)
    const again = reader.parseRules?.(files, {})
    if (again?.ok !== true) {
      if (emitted.value.verdict === 'unproven' && again?.diagnostics.some(({ code }) => code.startsWith('limit/')))
        return
      throw new Error(
        `${emitter.id} does not read its own rule: ${JSON.stringify(again?.diagnostics)}\n${JSON.stringify(files)}`,
      )
    }
    const output = wholeCondition(again.value[0] as Rule)
    checkVerdict(condition, output, emitted.value, eventsFor([condition, output], choice))
  }
  const translated = translateRule(rule, { to: emitter.id as 'sigma', unmapped: 'keep' })
  checkDiagnostics(translated.diagnostics, source, translated.ok)
}
