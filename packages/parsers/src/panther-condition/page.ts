/** A catalog page cut into its parts. Offsets are those of the page. */
export interface Page {
  readonly title: string | undefined
  /** Label line, then value line. */
  readonly facts: ReadonlyMap<string, string>
  readonly description: string | undefined
  readonly yaml: Part | undefined
  readonly condition: Part | undefined
  readonly exclusions: Part | undefined
  readonly indicators: Part | undefined
  readonly outputs: Part | undefined
}

export interface Part {
  readonly text: string
  readonly start: number
}

const HEADINGS = [
  'MITRE ATT&CK coverage',
  'Rules detecting the same action',
  'Rule body yaml',
  'Detection logic',
  'Stages and Predicates',
  'Condition',
  'Exclusions',
  'Indicators',
  'Output fields',
] as const
type Heading = (typeof HEADINGS)[number]

const LABELS: ReadonlySet<string> = new Set([
  'Severity',
  'Log types',
  'Tags',
  'Reference',
  'Source',
  'Author',
  'License',
  'Status',
  'Created',
  'Updated',
])

/** Undefined for a text that is no page: nothing in it is headed Condition. */
export function readPage(text: string): Page | undefined {
  const sections = new Map<Heading, Part>()
  let heading: Heading | undefined
  let from = 0
  let head: Part = { text, start: 0 }
  const close = (end: number): void => {
    const part = { text: text.slice(from, end), start: from }
    if (heading === undefined) head = part
    else if (!sections.has(heading)) sections.set(heading, part)
  }
  for (const line of linesOf(text)) {
    const found = HEADINGS.find((name) => name === line.text.trim())
    // Inside the rule body only the heading behind it counts: YAML may hold any line.
    const inBody = heading === 'Rule body yaml' && found !== 'Detection logic' && found !== 'Stages and Predicates'
    if (found === undefined || inBody) continue
    close(line.start)
    heading = found
    from = line.end
  }
  close(text.length)
  if (!sections.has('Condition')) return undefined
  return {
    ...readHead(head.text),
    yaml: sections.get('Rule body yaml'),
    condition: sections.get('Condition'),
    exclusions: sections.get('Exclusions'),
    indicators: sections.get('Indicators'),
    outputs: sections.get('Output fields'),
  }
}

export interface Line {
  readonly text: string
  readonly start: number
  /** Behind the line end. */
  readonly end: number
}

export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  while (start < text.length) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next + 1
    lines.push({ text: text.slice(start, end).replace(/\r?\n$/, ''), start, end })
    start = end
  }
  return lines
}

/** Title, facts and description. The first line may be the trail of links that leads to the page. */
function readHead(text: string): Pick<Page, 'title' | 'facts' | 'description'> {
  const lines = linesOf(text)
    .map((line) => line.text.trim())
    .filter((line) => line !== '' && !line.includes('\u203a'))
  const facts = new Map<string, string>()
  const rest: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string
    const value = lines[i + 1]
    if (LABELS.has(line) && value !== undefined && !LABELS.has(value)) {
      facts.set(line, value)
      i++
    } else rest.push(line)
  }
  const [title, ...description] = rest
  return { title, facts, description: description.length === 0 ? undefined : description.join('\n') }
}
