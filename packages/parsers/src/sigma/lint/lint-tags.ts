import { attackTactic } from '@ruleglot/core'
import { valueAt } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** Tags have a namespace, and those of the specification's appendix a form. */
export function lintTags({ document, reading }: Looked): void {
  const tags = valueAt(document, 'tags')
  if (tags?.type !== 'sequence') return
  for (const tag of tags.items) {
    if (tag.type !== 'scalar') continue
    const problem = tagProblem(tag.text)
    if (problem === undefined) continue
    report(reading, 'sigma/bad-tag', tag.span, problem.message, { hint: problem.hint, effect: 'none' })
  }
}

interface TagProblem {
  readonly message: string
  readonly hint: string
}

function tagProblem(tag: string): TagProblem | undefined {
  const dot = tag.indexOf('.')
  const [namespace, value] = [tag.slice(0, dot), tag.slice(dot + 1)]
  if (dot <= 0 || value === '' || /\s/.test(tag)) {
    return { message: `The tag "${tag}" has no namespace.`, hint: 'Write it as namespace.value, without blanks.' }
  }
  const form = Object.hasOwn(FORMS, namespace) ? FORMS[namespace] : undefined
  if (form === undefined) {
    return {
      message: `The namespace "${namespace}" is not one of the specification.`,
      hint: `There are ${Object.keys(FORMS).join(', ')}.`,
    }
  }
  return form.fits(value)
    ? undefined
    : { message: `The tag "${tag}" does not have the form of its namespace.`, hint: form.hint }
}

const FORMS: Readonly<Record<string, { readonly fits: (value: string) => boolean; readonly hint: string }>> = {
  attack: {
    fits: (value) =>
      /^(?:t\d{4}(?:\.\d{3})?|[gs]\d{4}|c\d{4}|ds\d{4}|m\d{4}|ta\d{4})$/.test(value) ||
      attackTactic(value) !== undefined ||
      attackTactic(value, '19') !== undefined,
    hint: 'A technique (attack.t1059.001), group (attack.g0007), software (attack.s0029) or tactic (attack.credential-access).',
  },
  car: { fits: (value) => /^\d{4}-\d\d-\d{3}$/.test(value), hint: 'Such as car.2016-04-005.' },
  cve: { fits: (value) => /^\d{4}[.-]\d{4,}$/.test(value), hint: 'Such as cve.2021-44228.' },
  d3fend: { fits: (value) => /^d3f?-[A-Za-z0-9-]+$/.test(value), hint: 'Such as d3fend.d3-am.' },
  detection: {
    fits: (value) => ['dfir', 'emerging-threats', 'threat-hunting'].includes(value),
    hint: 'dfir, emerging-threats or threat-hunting.',
  },
  stp: { fits: (value) => /^[1-5][aukh]?$/.test(value), hint: 'A level from 1 to 5, with a, u or k: stp.3k.' },
  tlp: {
    fits: (value) => ['red', 'amber', 'amber-strict', 'green', 'clear'].includes(value),
    hint: 'red, amber, amber-strict, green or clear.',
  },
}
