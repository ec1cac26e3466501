/** How much a text looks like Sigma: its own mandatory keys at the start of lines. */
export function detectSigma(text: string, name: string | undefined): number {
  const has = (key: string): boolean => new RegExp(`^${key}:`, 'm').test(text)
  if (!has('detection') && !has('correlation') && !(has('filter') && has('logsource'))) return 0
  if (has('AnalysisType')) return 0
  const marks = [has('title'), has('logsource') || has('correlation'), /^[ \t]+condition:/m.test(text)]
  const score = marks.filter(Boolean).length / marks.length
  return /\.ya?ml$/i.test(name ?? '.yml') ? score : score / 2
}
