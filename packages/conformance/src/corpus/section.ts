/**
 * One part of the corpus report: measures, and says what it found. Undefined when its corpus is not on this machine. The
 * name under which it stands in `SECTIONS` is the name of its files below spec/corpus.
 */
export type Section = (progress: (text: string) => void) => Promise<SectionReport | undefined>

export interface SectionReport {
  /** Written as JSON: numbers and names only, the same on every machine. */
  readonly data: object
  readonly markdown: string
  /** One line for each claim that a run refuted. Must be empty. */
  readonly refuted: readonly string[]
}
