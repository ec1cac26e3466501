import type { Span } from '@ruleglot/core'
import { ownCopy } from '../../yaml/own-copy.js'
import { valueAt } from '../../yaml/yaml-node.js'
import { type Reading, report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** Ids and names are how documents refer to each other, so each stands once in a set of files. */
export interface ReferenceLint {
  readonly add: (looked: Looked) => void
  readonly report: () => void
}

export function referenceLint(): ReferenceLint {
  const named: Record<'id' | 'name', Named[]> = { id: [], name: [] }
  return {
    add: ({ document, reading }) => {
      for (const key of KEYS) {
        const value = valueAt(document, key)
        if (value?.type === 'scalar' && value.text !== '')
          named[key].push({ text: ownCopy(value.text), span: value.span, reading })
      }
    },
    report: () => {
      for (const key of KEYS) reportTwice(key, named[key])
    },
  }
}

const KEYS = ['id', 'name'] as const

interface Named {
  readonly text: string
  readonly span: Span
  readonly reading: Reading
}

function reportTwice(key: string, named: readonly Named[]): void {
  const first = new Map<string, Span>()
  for (const { text, span, reading } of named) {
    const known = first.get(text)
    if (known === undefined) first.set(text, span)
    else {
      report(reading, 'sigma/duplicate-rule', span, `Another rule has the ${key} "${text}".`, {
        related: [{ span: known, message: 'It stands here.' }],
        effect: 'none',
      })
    }
  }
}
