import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What one tool said of a set of outputs. */
export interface ToolCheck {
  readonly name: string
  readonly passed: boolean
  readonly detail: string
}

/** The folder of our own Python scripts that drive the tools. */
export const PYTHON_SCRIPTS = fileURLToPath(new URL('../../python/', import.meta.url))

/** The Python that an environment variable names; ends the run with a next step when it names none. */
export function pythonOf(variable: string, requirements: string): string {
  const path = process.env[variable]
  if (path !== undefined) return path
  process.stderr.write(`${variable} must name a Python with the packages of ${requirements}.\n`)
  process.exit(3)
}

export function runTool(tool: string, args: readonly string[], options: { input?: string; cwd?: string } = {}) {
  return spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options })
}

export const lastLines = (text: string, n = 12): string => text.trimEnd().split('\n').slice(-n).join('\n')
