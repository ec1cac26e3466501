import { basename, dirname, join } from 'node:path'
import type { Translation } from '@ruleglot/core'
import { moduleOf } from '../../emit-module.js'
import type { Report } from '../report.js'
import { contentOf, writeWhole } from '../repository/planned-file.js'

export interface ModuleOptions {
  readonly module: string
  readonly to: readonly string[]
  readonly out?: string
  readonly events?: 'nested' | 'flat' | 'any'
  readonly arrays?: 'any' | 'scalar'
  readonly check?: boolean
  readonly plan?: boolean
  readonly quiet?: boolean
}

/** What is wrong with asking for a module in this way. */
export function moduleMisuse({ module, to, out }: ModuleOptions): string | undefined {
  if (to.some((language) => language !== 'javascript')) return '--module is for --to javascript.'
  if (out !== undefined) return '--module writes one file and --out a folder: choose one.'
  if (!/\.m?js$/.test(module)) return '--module names a file that ends in .mjs or .js.'
  return undefined
}

/**
 * `--module`: every rule that was translated in one JavaScript module, with its types beside it. Under --plan and --check
 * it says what would change. True when the files are not what would be written and --check asks for that.
 */
export function deliverModule(translations: readonly Translation[], options: ModuleOptions, report: Report): boolean {
  const { module, check = false, plan = false } = options
  const emitted = moduleOf(translations, options)
  if (!emitted.ok) return false
  const { text, files, rules } = emitted.value
  const types = Object.entries(files).find(([name]) => name.endsWith('.d.mts'))?.[1] ?? ''
  const typesPath = join(dirname(module), basename(module).replace(/\.(m?)js$/, '.d.$1ts'))
  let isStale = false
  for (const [path, content] of [
    [module, text],
    [typesPath, types],
  ] as const) {
    const before = contentOf(path)
    if (before === content) continue
    isStale = true
    if (!check && !plan) writeWhole(path, content)
    else if (plan) report.write(`${before === undefined ? 'create' : 'update'}: ${path}\n`)
    else report.write(`${before === undefined ? 'missing' : 'differs'}: ${path}\n`)
  }
  const [stale, same] = plan
    ? ['to write', 'as they are']
    : check
      ? ['out of date', 'up to date']
      : ['written', 'as before']
  const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`
  if (options.quiet !== true) report.write(`${module}: ${count} ${isStale ? stale : same}.\n`)
  return isStale && check
}
