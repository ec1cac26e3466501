/** Whether a text looks like an Elastic rule: its TOML layout, or a Kibana export. */
export function detectElastic(text: string, name: string | undefined): number {
  const extension = /\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase()
  const head = text.slice(0, HEAD)
  if (isJsonText(head)) {
    if (!/"(?:rule_id|risk_score|building_block_type)"\s*:/.test(text.slice(0, LONG_HEAD))) return 0
    return extension === 'ndjson' || /"rule_id"\s*:/.test(text.slice(0, LONG_HEAD)) ? 0.95 : 0.6
  }
  const hasRule = /^[ \t]*\[rule\][ \t]*(?:#.*)?$/m.test(text.slice(0, LONG_HEAD))
  if (hasRule) return /^[ \t]*\[metadata\]/m.test(head) || /^[ \t]*(?:rule_id|risk_score)[ \t]*=/m.test(text) ? 1 : 0.8
  return extension === 'toml' ? 0.4 : 0
}

/** JSON, and not a TOML header: `[metadata]` begins like a list. */
export function isJsonText(text: string): boolean {
  return /^\ufeff?\s*(?:\{|\[\s*(?:\{|\]\s*$))/.test(text)
}

const HEAD = 4_000
const LONG_HEAD = 200_000
