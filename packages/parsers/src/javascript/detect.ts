/** A module with a function of our name. */
export function detect(text: string, name: string | undefined): number {
  const start = text.slice(0, 100_000)
  if (/^export function matches\(event\) \{$/m.test(start)) return 0.95
  if (/^function matches\(event\) \{$/m.test(start)) return 0.8
  return name !== undefined && /\.[cm]?js$/.test(name) ? 0.2 : 0
}
