import { spawnSync } from 'node:child_process'
import { type Assumption, assumptionHolds, type Condition, evaluator, type JsonValue } from '@ruleglot/core'
import { PYTHON_SCRIPTS } from '../real-tools/tool-check.js'
import { alteredEvents } from './altered-events.js'

/** A rule whose Python has been read whole, and events to begin with. */
export interface LiftedCase {
  readonly name: string
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
  readonly events: readonly JsonValue[]
  /** The file that Python loads, or its text where it is nobody's file. */
  readonly file: string
  readonly body?: string
  readonly modules?: Readonly<Record<string, string>>
  /** What tells a field that the Python reads. */
  readonly source: string
  /** Rows of a query get no data model. */
  readonly scheduled: boolean
}

/** Folders in which Python finds helpers, and the one of the data models. */
export interface Setting {
  readonly search: readonly string[]
  readonly models: string | null
}

export interface Robustness {
  rules: number
  events: number
  agreed: number
  /** Rules that Python could not load, with what it said. */
  readonly unloaded: string[]
  /** Events on which the two differ because a named assumption is broken, by each kind that is. */
  excused: number
  readonly byKind: Map<string, number>
  readonly wrong: {
    readonly rule: string
    readonly python: unknown
    readonly ours: unknown
    readonly event: JsonValue
  }[]
}

/**
 * What rule(event) says on altered events, by the real Python with the real panther-core, against what the condition says.
 * Raising is no alert. A difference is excused only by an assumption that the lift named and the event breaks.
 */
export function robustness(
  python: string,
  setting: Setting,
  cases: readonly LiftedCase[],
  most: { readonly events: number },
): Robustness {
  const found: Robustness = { rules: 0, events: 0, agreed: 0, unloaded: [], excused: 0, byKind: new Map(), wrong: [] }
  // In parts, so that no text grows too large.
  for (let from = 0; from < cases.length; from += RULES_AT_ONCE) {
    judge(python, setting, cases.slice(from, from + RULES_AT_ONCE), most, found)
  }
  return found
}

const RULES_AT_ONCE = 50

function judge(
  python: string,
  setting: Setting,
  cases: readonly LiftedCase[],
  most: { readonly events: number },
  found: Robustness,
): void {
  const jobs = cases.map((one, id) => {
    const reads = readsOf(one)
    const all = one.events.flatMap((event) => alteredEvents(event, reads))
    const step = Math.max(1, Math.ceil(all.length / most.events))
    return { id, events: all.filter((_, i) => i % step === 0), one }
  })
  const lines = jobs.map(({ id, events, one: { file, body, modules, scheduled } }) =>
    JSON.stringify({ id, file, body, modules, scheduled, events }),
  )
  const done = spawnSync(python, [`${PYTHON_SCRIPTS}run_lifted.py`], {
    input: `${[JSON.stringify(setting), ...lines].join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (done.status !== 0) throw new Error(`Python failed: ${done.stderr.slice(-2000)}`)
  for (const line of done.stdout.split('\n')) {
    // Rules print, too.
    if (!line.startsWith('{"id"')) continue
    const answer = JSON.parse(line) as { id: number; results?: readonly unknown[]; error?: string }
    const job = jobs[answer.id]
    if (job === undefined) continue
    if (answer.results === undefined) found.unloaded.push(`${job.one.name}: ${answer.error}`)
    else compare(job.one, job.events, answer.results, found)
  }
}

function compare(
  { name, condition, assumptions }: LiftedCase,
  events: readonly JsonValue[],
  results: readonly unknown[],
  found: Robustness,
): void {
  const decide = evaluator(condition)
  found.rules++
  for (const [i, event] of events.entries()) {
    const ours = decide(event)
    found.events++
    if (ours === (results[i] === true)) {
      found.agreed++
      continue
    }
    const broken = assumptions.filter((one) => !assumptionHolds(one, event))
    if (broken.length === 0) {
      found.wrong.push({ rule: name, python: results[i], ours, event })
      continue
    }
    found.excused++
    for (const kind of new Set(broken.map((one) => one.kind))) {
      found.byKind.set(kind, (found.byKind.get(kind) ?? 0) + 1)
    }
  }
}

/** Keys that the Python names, or the condition: helpers name what the body does not. */
function readsOf({ source, condition }: LiftedCase): (key: string) => boolean {
  const words = new Set(`${source} ${JSON.stringify(condition)}`.toLowerCase().match(/[\w.@/-]+/g) ?? [])
  return (key) => words.has(key.toLowerCase())
}
