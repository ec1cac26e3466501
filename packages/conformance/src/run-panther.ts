import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { JsonValue } from '@ruleglot/core'
import { pythonCommand } from './python.js'

/** A rule module and the events it is to decide. */
export interface PantherBatch {
  readonly code: string
  readonly events: readonly JsonValue[]
}

/** What rule() says of one event, or what went wrong: an exception, or a result that is no bool. */
export type PantherResult = boolean | { readonly error: string }

/** What title(), dedup() or severity() give for one event. */
export type PantherCall = { readonly value: JsonValue } | { readonly error: string }

const RUNNER = fileURLToPath(new URL('../python/run_panther.py', import.meta.url))

/** Runs rule modules on events under CPython. A module that does not load is an error on each of its events. */
export function runPanther(batches: readonly PantherBatch[]): readonly (readonly PantherResult[])[] {
  return run<PantherResult>(batches)
}

/** Calls another function of a module (title, dedup, severity, alert_context) on events. */
export function callPanther(name: string, batches: readonly PantherBatch[]): readonly (readonly PantherCall[])[] {
  return run<PantherCall>(batches.map((batch) => ({ ...batch, function: name })))
}

function run<R>(batches: readonly PantherBatch[]): readonly (readonly (R | { readonly error: string })[])[] {
  const input = batches.map((batch, id) => JSON.stringify({ id, ...batch })).join('\n')
  const done = spawnSync(pythonCommand(), [RUNNER, ...realFlag()], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 300_000,
  })
  if (done.status !== 0) throw new Error(`Python failed: ${done.stderr}`)
  const lines = done.stdout.split('\n').filter((line) => line !== '')
  return lines.map((line, i) => {
    const answer = JSON.parse(line) as { results?: readonly R[]; error?: string }
    return answer.results ?? (batches[i]?.events ?? []).map(() => ({ error: answer.error ?? 'no answer' }))
  })
}

/** RULEGLOT_PANTHER_CORE=1: the event class of the panther-core package in place of the stand-in. */
function realFlag(): readonly string[] {
  return process.env['RULEGLOT_PANTHER_CORE'] === '1' ? ['--real'] : []
}
