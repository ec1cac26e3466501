import { readFileSync } from 'node:fs'
import { type Diagnostic, diagnostic } from '@ruleglot/core'

/** `ruleglot.config.json`: the options of `convert` that a repository always uses. Flags go before it. */
export interface Config {
  /** Rule files and folders, from the folder of this file. */
  readonly rules?: readonly string[]
  readonly from?: string
  readonly to?: readonly string[]
  readonly out?: string
  readonly mapping?: string
  readonly placeholders?: string
  readonly unmapped?: string
  readonly schema?: string
  readonly guards?: string
  readonly case?: string
  readonly style?: string
  readonly queryLanguage?: string
  readonly enable?: string
  readonly logType?: readonly string[]
  readonly logsource?: string
  readonly strict?: boolean
}

export const CONFIG_NAME = 'ruleglot.config.json'

type Shape = 'text' | 'texts' | 'flag' | readonly string[]

const KEYS: Readonly<Record<keyof Config, Shape>> = {
  rules: 'texts',
  from: 'text',
  to: 'texts',
  out: 'text',
  mapping: 'text',
  placeholders: 'text',
  unmapped: ['refuse', 'keep'],
  schema: ['ecs', 'none'],
  guards: ['assume', 'explicit'],
  case: ['fold', 'exact'],
  style: ['python', 'simple'],
  queryLanguage: ['auto', 'kuery', 'eql'],
  enable: ['safe', 'all'],
  logType: 'texts',
  logsource: 'text',
  strict: 'flag',
}

/** The config of the current folder; empty when there is none. */
export function readConfig(path: string = CONFIG_NAME): {
  readonly config: Config
  readonly problems: readonly Diagnostic[]
} {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT' && path === CONFIG_NAME
    return { config: {}, problems: isAbsent ? [] : [wrong(path, 'cannot be read')] }
  }
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return { config: {}, problems: [wrong(path, error instanceof Error ? error.message : String(error))] }
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return { config: {}, problems: [wrong(path, 'it must hold an object')] }
  }
  const problems = Object.entries(document).flatMap(([key, value]) => {
    if (!Object.hasOwn(KEYS, key)) return [wrong(path, `unknown key "${key}"; known: ${Object.keys(KEYS).join(', ')}`)]
    const shape = KEYS[key as keyof Config]
    return fits(value, shape) ? [] : [wrong(path, `"${key}" must be ${describe(shape)}`)]
  })
  return { config: document as Config, problems }
}

function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'flag') return typeof value === 'boolean'
  if (shape === 'text') return typeof value === 'string'
  if (shape === 'texts')
    return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
  return typeof value === 'string' && shape.includes(value)
}

function describe(shape: Shape): string {
  const words = { flag: 'true or false', text: 'a string', texts: 'a list of strings' } as const
  return typeof shape === 'string' ? words[shape] : `one of ${shape.join(', ')}`
}

function wrong(path: string, why: string): Diagnostic {
  return diagnostic('repository/bad-config', `${path}: ${why}.`, { hint: '`ruleglot init` writes one to start from.' })
}
