import type { Report } from '../report.js'
import type { RepositoryPlan } from './plan-repository.js'
import { type PlannedFile, writeWhole } from './planned-file.js'
import type { Spool } from './spool.js'

export interface Delivery {
  readonly check?: boolean
  readonly plan?: boolean
  readonly explain?: boolean
  readonly quiet?: boolean
}

/** Files that are named one by one; --explain names all. */
const MOST_NAMED = 50

/**
 * Puts the files into their places, or says what would be written. True when somebody has to look: hand edits, or stale
 * under --check.
 */
export function deliver(plan: RepositoryPlan, spool: Spool, out: string, options: Delivery, report: Report): boolean {
  const isDry = options.check === true || options.plan === true
  const stale: string[] = []
  for (const file of plan.files) {
    if (file.target !== undefined && file.text !== undefined) spool.place(file.text, file.target)
    if (file.action === 'edited') {
      report.write(`edited by hand: ${file.path}${isDry ? '' : '; the new output is beside it as .new'}\n`)
    } else if (isDry && file.action !== 'same') {
      const word = options.plan === true ? file.action : file.action === 'create' ? 'missing' : 'differs'
      stale.push(`${word}: ${file.path}\n`)
    }
  }
  if (!isDry && plan.lock !== undefined) writeWhole(plan.lock.path, plan.lock.content)
  if (options.check === true && plan.lock !== undefined) stale.push(`differs: ${plan.lock.path}\n`)
  const named = options.explain === true ? stale : stale.slice(0, MOST_NAMED)
  report.write(named.join(''))
  if (named.length < stale.length) report.write(`and ${stale.length - named.length} more (--explain names all)\n`)
  for (const { files, source } of plan.orphans) {
    report.write(`no source any more (was ${source.path}): ${Object.keys(files).join(', ')}\n`)
  }
  for (const path of plan.left) report.write(`no rule has it any more: ${path}\n`)
  if (options.quiet !== true && plan.files.length > 0) report.write(`${countsText(plan.files, out, options)}\n`)
  if (plan.files.some(({ action }) => action === 'edited')) return true
  if (options.check !== true) return false
  return plan.files.some(({ action }) => action !== 'same') || plan.lock !== undefined || plan.orphans.length > 0
}

type Words = Readonly<Record<PlannedFile['action'], string>>

const WRITTEN: Words = { create: 'written', update: 'updated', same: 'as before', edited: 'edited by hand' }
const PLANNED: Words = { create: 'to create', update: 'to update', same: 'as they are', edited: 'edited by hand' }
const CHECKED: Words = { create: 'missing', update: 'out of date', same: 'up to date', edited: 'edited by hand' }

/** `converted: 12 files written, 3 as before.` */
function countsText(files: readonly PlannedFile[], out: string, { check, plan }: Delivery): string {
  const words = plan === true ? PLANNED : check === true ? CHECKED : WRITTEN
  const parts = (Object.keys(words) as PlannedFile['action'][]).flatMap((action) => {
    const count = files.filter((file) => file.action === action).length
    return count === 0 ? [] : [{ count, word: words[action] }]
  })
  const told = parts.map(({ count, word }, i) => `${count}${i > 0 ? '' : count === 1 ? ' file' : ' files'} ${word}`)
  return `${out}: ${told.join(', ')}.`
}
