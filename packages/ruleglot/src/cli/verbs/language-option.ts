import { InvalidArgumentError } from 'commander'

/** What `--from` and `--to` take. */
export const LANGUAGES = ['kql', 'eql', 'elastic', 'panther-condition', 'panther', 'sigma', 'javascript'] as const

/** One language id. */
export function language(value: string): string {
  if ((LANGUAGES as readonly string[]).includes(value)) return value
  throw new InvalidArgumentError(`Known languages: ${LANGUAGES.join(', ')}.`)
}

/** Language ids, from a repeated option or separated with commas. */
export function languages(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(',').map((id) => language(id))]
}
