/** What may grow faster than its size for a while, and the bound in spec/limits.md where that ends. By parts of a line's name. */
const BOUNDS: readonly { readonly operation: string; readonly shape?: string; readonly why: string }[] = [
  { operation: 'planned tests', why: 'until its budgets end: 250 leaves, two million steps, counted questions' },
  { operation: 'events around it', why: 'each of up to 300 fields is in each event' },
  { operation: 'compare', why: 'a proof costs up to its budget' },
  { operation: 'satisfiable', why: 'a proof costs up to its budget' },
  { operation: 'lint', why: 'a counted number of questions, each with a budget' },
  { operation: 'with verdict', why: 'a proof costs up to its budget' },
  { operation: 'with a pack', why: 'a proof costs up to its budget' },
  { operation: 'Python branches', why: 'until 1,000,000 parts of conditions are put together' },
]

/** Why a line may be above, or undefined: then it is a finding. */
export function boundOf(line: string): string | undefined {
  const [name = ''] = line.split(': ')
  const [operation = '', shape = ''] = name.split(', ')
  return BOUNDS.find((bound) => operation.includes(bound.operation) && shape.includes(bound.shape ?? ''))?.why
}
