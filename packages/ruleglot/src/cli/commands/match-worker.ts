import { parentPort, workerData } from 'node:worker_threads'
import { compileMatcher, type MatcherRule } from '@ruleglot/matcher'
import { type SourceOptions, sourceOf } from './event-source.js'
import { matchLines } from './match-lines.js'

/** A worker of `ruleglot match`: it is given the rules once, then batches of lines. */
const { rules, source } = workerData as { readonly rules: readonly MatcherRule[]; readonly source?: SourceOptions }
const matcher = compileMatcher(rules, source === undefined ? {} : { logSource: sourceOf(source) })
parentPort?.on('message', (lines: readonly string[]) => parentPort?.postMessage(matchLines(matcher, lines, false)))
