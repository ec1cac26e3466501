import type { LanguageId, WriteOptions } from 'ruleglot'

/** One way of writing a condition. */
export interface CorpusTarget {
  readonly name: string
  readonly language: LanguageId
  readonly options: WriteOptions
  /** How the text is run on events, if it is. */
  readonly run?: 'javascript' | 'python'
  /** The output promises to agree on every event, not only on those that keep named assumptions. */
  readonly everyEvent?: boolean
}

export const CORPUS_TARGETS: readonly CorpusTarget[] = [
  { name: 'kql', language: 'kql', options: {} },
  { name: 'panther-condition', language: 'panther-condition', options: {} },
  { name: 'panther', language: 'panther', options: {}, run: 'python' },
  {
    name: 'panther, explicit guards',
    language: 'panther',
    options: { guards: 'explicit' },
    run: 'python',
    everyEvent: true,
  },
  { name: 'sigma', language: 'sigma', options: {} },
  { name: 'sigma, exact case', language: 'sigma', options: { case: 'exact' } },
  { name: 'javascript', language: 'javascript', options: { as: 'module' }, run: 'javascript' },
  {
    name: 'javascript, any event shape',
    language: 'javascript',
    options: { as: 'module', events: 'any' },
    run: 'javascript',
    everyEvent: true,
  },
]
