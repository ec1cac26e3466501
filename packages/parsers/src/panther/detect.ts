/** Whether a text looks like a Panther rule: its YAML, or a module with rule(event). */
export function detectPanther(text: string, name: string | undefined): number {
  const start = text.slice(0, 200_000)
  if (/^AnalysisType:/m.test(start)) return 1
  if (/^(RuleID|DedupPeriodMinutes|LogTypes):/m.test(start)) return 0.9
  if (/^def rule\(event\):/m.test(start)) return name === undefined || name.endsWith('.py') ? 0.95 : 0.7
  return 0
}
