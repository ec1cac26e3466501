import type { AlertTitle, AskedField } from '@ruleglot/core'
import type { Machine, Values } from '../lift/index.js'
import type { AskedPlace } from './first-field.js'
import type { Read } from './lifted-functions.js'
import { templateOf } from './text-template.js'

/** title(): text, and fields with what stands in for them. It is the same text wherever Python gives one. */
export function readTitle(m: Machine, values: Values): Read<AlertTitle> {
  const template = templateOf(m, values)
  if (!template.ok) return template
  const parts = template.value.map((part) => {
    if (typeof part === 'string') return part
    const { instead, missing } = part
    return {
      ...asked(part),
      ...(instead === undefined ? {} : { instead: instead.map(asked) }),
      ...(missing === undefined ? {} : { missing }),
    }
  })
  return { ok: true, value: parts }
}

function asked({ node, missingWhen }: AskedPlace): AskedField {
  return { path: node.path, ...(missingWhen === undefined ? {} : { missingWhen }) }
}
