import type { Rule } from '@ruleglot/core'
import { v5 } from 'uuid'

/**
 * The id of a converted rule: the UUID v5 of target, source language and source id. The same rule converted twice, by
 * anybody, has the same id. A rule that stays in its language keeps its own.
 */
export function convertedId(rule: Rule, target: string): string {
  const own = rule.id ?? rule.name ?? rule.title ?? ''
  return v5(`${target}:${rule.language}:${own}`.replace(HALF_A_PAIR, '\ufffd'), NAMESPACE)
}

/** UTF-8, which the id is made from, has no way to write one. */
const HALF_A_PAIR = /[\ud800-\udfff]/gu

/** Ruleglot's own; never to change, since every id that was ever written depends on it. */
const NAMESPACE = 'c9c1a7de-6a34-4f0e-9a6c-8d1f2f1f8a55'
