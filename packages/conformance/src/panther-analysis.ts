import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Diagnostic, type Rule, wholeCondition } from '@ruleglot/core'
import { panther } from '@ruleglot/parsers/panther'

/** One rule of panther-analysis, read. */
export interface PantherRule {
  readonly rule: Rule
  /** Of its Python. */
  readonly file: string
  readonly python: string
  /** What was not read, by the diagnostics of its Python. */
  readonly said: readonly Diagnostic[]
  /** No part of rule() is Opaque. */
  readonly whole: boolean
}

export interface ReadOptions {
  /** Which rules: by their place among all of them and the text of their YAML. All if absent. */
  readonly takes?: (index: number, yaml: string) => boolean
  readonly guards?: 'assume' | 'explicit'
}

/** The checkout of panther-analysis that RULEGLOT_PANTHER_ANALYSIS names, if it is there: the project holds none of its code. */
export function pantherAnalysis(): string | undefined {
  const root = process.env['RULEGLOT_PANTHER_ANALYSIS']
  return root !== undefined && existsSync(join(root, 'rules')) ? root : undefined
}

/** Rules with Python of a checkout, read together with its helpers and data models. `total`: how many there are. */
export function readPantherAnalysis(
  root: string,
  { takes = () => true, guards = 'assume' }: ReadOptions = {},
): { readonly total: number; readonly rules: readonly PantherRule[] } {
  const below = filesBelow(root, 'rules')
  const specs = Object.keys(below)
    .filter((file) => file.endsWith('.yml') && FILENAME.test(below[file] as string))
    .sort()
  const files: Record<string, string> = { ...filesBelow(root, 'global_helpers'), ...filesBelow(root, 'data_models') }
  const pythonOf = new Map<string, string>()
  for (const spec of specs.filter((file, i) => takes(i, below[file] as string))) {
    const text = below[spec] as string
    const python = join(dirname(spec), FILENAME.exec(text)?.[1] as string)
    files[spec] = text
    files[python] = below[python] as string
    pythonOf.set(ID.exec(text)?.[1] as string, python)
  }
  const read = panther.parseRules?.(files, { guards })
  const said = new Map<string | undefined, Diagnostic[]>()
  for (const one of read?.diagnostics ?? []) {
    const known = said.get(one.span?.file)
    if (known === undefined) said.set(one.span?.file, [one])
    else known.push(one)
  }
  const rules = (read?.ok ? read.value : []).flatMap((rule): readonly PantherRule[] => {
    const file = pythonOf.get(String(rule.vendor['RuleID']))
    if (file === undefined) return []
    const whole = !JSON.stringify(wholeCondition(rule)).includes('"Opaque"')
    return [{ rule, file, python: files[file] as string, said: said.get(file) ?? [], whole }]
  })
  return { total: specs.length, rules }
}

const FILENAME = /^Filename:\s*["']?([^\s"']+)/m
const ID = /^RuleID:\s*["']?([^\s"']+)/m

function filesBelow(root: string, folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of (readdirSync(join(root, folder), { recursive: true }) as string[]).sort()) {
    if (/\.(py|yml)$/.test(name)) found[join(folder, name)] = readFileSync(join(root, folder, name), 'utf8')
  }
  return found
}
