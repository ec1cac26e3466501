import { parentPort, workerData } from 'node:worker_threads'
import { compileMatcher, type MatcherRule } from '@ruleglot/matcher'
import { matchLines } from './match-lines.js'

/** A worker of `ruleglot match`: it is given the rules once, then batches of lines. */
const matcher = compileMatcher((workerData as { readonly rules: readonly MatcherRule[] }).rules)
parentPort?.on('message', (lines: readonly string[]) => parentPort?.postMessage(matchLines(matcher, lines, false)))
