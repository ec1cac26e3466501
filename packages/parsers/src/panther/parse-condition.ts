import { and, diagnostic, failure, type ParsedCondition, type ParseOptions, type Result, success } from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { valueAt } from '../yaml/yaml-node.js'
import { readDetection } from './detection/index.js'
import { liftBody, MAX_PYTHON_LENGTH } from './lift-body.js'

/** A Python module with rule(event), or the `Detection` of a Simple Detection. */
export function parseCondition(text: string, options: ParseOptions): Result<ParsedCondition> {
  if (text.length > MAX_PYTHON_LENGTH) return failure([tooLong(text, options.file)])
  if (/^Detection:/m.test(text) && !/^def /m.test(text)) return parseDetection(text, options)
  const lifted = liftBody({ body: text, file: options.file ?? '', modules: {} }, options)
  const { condition, assumptions, diagnostics } = lifted
  const guards = lifted.defined.map(({ when }) => when)
  return success({ condition: guards.length === 0 ? condition : and([condition, ...guards]), assumptions }, diagnostics)
}

export function tooLong(text: string, file?: string) {
  return diagnostic('limit/source-size', `The Python has more than ${MAX_PYTHON_LENGTH} characters.`, {
    span: { start: 0, end: text.length, ...(file === undefined ? {} : { file }) },
    hint: 'A rule is a short module; keep data in lookup tables.',
  })
}

function parseDetection(text: string, options: ParseOptions): Result<ParsedCondition> {
  const documents = readYaml(text, options.file)
  if (!documents.ok) return documents
  const detection = valueAt(documents.value[0], 'Detection')
  if (detection === undefined) {
    return failure([
      diagnostic('panther/no-rule', 'The text holds no detection.', {
        hint: 'Write Detection: and match expressions.',
      }),
    ])
  }
  const { condition, assumptions, diagnostics } = readDetection(detection, options)
  if (diagnostics.some(({ severity }) => severity === 'error')) return failure(diagnostics)
  return success({ condition, assumptions }, diagnostics)
}
