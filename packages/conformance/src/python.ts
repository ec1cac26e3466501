import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Condition, JsonValue, Truth } from '@ruleglot/core'

/** One condition and the events it is evaluated on. */
export interface PythonBatch {
  readonly ir: Condition
  readonly events: readonly JsonValue[]
  readonly now?: number
}

const evaluator = fileURLToPath(new URL('../python/evaluator.py', import.meta.url))

/** Whether there is a Python 3.9 or newer to run the second evaluator with. Without one its tests skip and say so. */
export function hasPython(): boolean {
  const found = spawnSync(pythonCommand(), ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'])
  return found.status === 0
}

/** `python3`, or the one that RULEGLOT_PYTHON names. */
export function pythonCommand(): string {
  return process.env['RULEGLOT_PYTHON'] ?? 'python3'
}

/** The verdicts of the second evaluator, one list per batch, from one process. Fails when it rejects a condition. */
export async function runPythonEvaluator(batches: readonly PythonBatch[]): Promise<readonly (readonly Truth[])[]> {
  const lines = batches.map((batch, id) => JSON.stringify({ id, ...batch }))
  const output = await run([evaluator], `${lines.join('\n')}\n`)
  const answers = output
    .split('\n')
    .filter((line) => line !== '')
    .map(readAnswer)
  if (answers.length !== batches.length) {
    throw new Error(`${batches.length} batches were sent to the Python evaluator, ${answers.length} came back`)
  }
  return answers
}

function readAnswer(line: string): readonly Truth[] {
  const { id, verdicts, error } = JSON.parse(line) as { id: number; verdicts?: readonly Truth[]; error?: string }
  if (verdicts === undefined) throw new Error(`The Python evaluator rejects condition ${id}: ${error}`)
  return verdicts
}

function run(args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(pythonCommand(), args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.on('error', reject)
    child.stdin.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 && errors.length === 0) resolve(Buffer.concat(output).toString('utf8'))
      else reject(new Error(`The Python evaluator ended with ${code}: ${Buffer.concat(errors).toString('utf8')}`))
    })
    child.stdin.end(input)
  })
}
