import {
  type Assumption,
  type Condition,
  dotted,
  type EmitOptions,
  isPath,
  type JsonObject,
  type JsonValue,
  literalOf,
  type MatchNode,
  type Path,
  type Pattern,
  readDecimal,
} from '@ruleglot/core'

/** An entry of `filters`, and what it relies on. */
export interface WrittenFilter {
  readonly filter: JsonObject
  readonly assumptions: readonly Assumption[]
}

/** The language of a part that is an Elasticsearch query kept as text. */
const DSL = 'elasticsearch-dsl'

/**
 * A condition as a Kibana filter, for what KQL has no words for: letter case that does not matter, `?`, and patterns with
 * blanks on fields where KQL would split them. Elastic's own rules use filters for the same. Undefined where
 * Elasticsearch's query of that name would mean something else.
 */
export function filterOf(condition: Condition, options: EmitOptions): WrittenFilter | undefined {
  const negate = condition.kind === 'Not'
  const assumptions: Assumption[] = []
  const query = queryOf(negate ? condition.child : condition, options, assumptions)
  return query === undefined ? undefined : { filter: { meta: { negate }, query }, assumptions }
}

function queryOf(condition: Condition, options: EmitOptions, assumptions: Assumption[]): JsonObject | undefined {
  switch (condition.kind) {
    case 'And':
      return bool('filter', condition.children, options, assumptions)
    case 'Or':
      return bool('should', condition.children, options, assumptions)
    case 'Not':
      return bool('must_not', [condition.child], options, assumptions)
    case 'Match':
      return patternQuery(condition, options, assumptions)
    case 'Exists':
      return isPath(condition.field) ? { exists: { field: dotted(condition.field) } } : undefined
    case 'Compare':
      return condition.op === 'eq' && condition.domain === undefined
        ? termQuery(condition, [condition.value as JsonValue], options)
        : undefined
    case 'In':
      return termQuery(condition, condition.values, options)
    case 'Opaque':
      return condition.language === DSL ? keptQuery(condition.text) : undefined
    default:
      return undefined
  }
}

function bool(
  key: 'filter' | 'should' | 'must_not',
  children: readonly Condition[],
  options: EmitOptions,
  assumptions: Assumption[],
): JsonObject | undefined {
  const queries: JsonObject[] = []
  for (const child of children) {
    const query = queryOf(child, options, assumptions)
    if (query === undefined) return undefined
    queries.push(query)
  }
  if (queries.length === 0) return undefined
  return { bool: { [key]: queries, ...(key === 'should' ? { minimum_should_match: 1 } : {}) } }
}

function patternQuery(node: MatchNode, options: EmitOptions, assumptions: Assumption[]): JsonObject | undefined {
  const { field, pattern, ignoreCase, on } = node
  if (!isPath(field) || field.length === 0 || !holdsWholeStrings(field, options)) return undefined
  const text = pattern.filter((part) => typeof part === 'string').join('')
  // Elasticsearch ignores the case of ASCII letters only.
  if (ignoreCase && [...text].some((c) => c > '\u007f' && c.toLowerCase() !== c.toUpperCase())) return undefined
  const rely = (kind: Assumption['kind'], why: string): void => {
    assumptions.push({ kind, path: field, why, ...(node.span === undefined ? {} : { span: node.span }) })
  }
  if (options.schema?.lookup(field) === undefined)
    rely('keywordField', 'A filter on analysed text looks at single words')
  if (ignoreCase && /k/i.test(text)) rely('noKelvinSign', 'Elasticsearch ignores the case of ASCII letters only')
  if (on === 'scalar') rely('stringWhenPresent', 'the filter is read as one on strings')
  const literal = literalOf(pattern)
  const name = dotted(field)
  const folded = ignoreCase ? { case_insensitive: true } : {}
  if (literal !== undefined) return ignoreCase ? { term: { [name]: { ...folded, value: literal } } } : undefined
  return { wildcard: { [name]: { ...folded, value: wildcardText(pattern) } } }
}

/** `*` and `?` are wildcards, a backslash takes that from the character after it. */
function wildcardText(pattern: Pattern): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[*?\\]/g, '\\$&') : part.wildcard === 'one' ? '?' : '*'))
    .join('')
}

/**
 * Strings as a filter reads them. Where no schema says that the field is text, a string that is a number stands for the
 * number too: both must be wanted.
 */
function termQuery(
  { field }: Extract<Condition, { readonly kind: 'Compare' | 'In' }>,
  values: readonly JsonValue[],
  options: EmitOptions,
): JsonObject | undefined {
  if (!isPath(field) || field.length === 0 || !holdsWholeStrings(field, options)) return undefined
  const isTyped = options.schema?.lookup(field) !== undefined
  const isReadAs = (value: JsonValue): boolean => {
    if (typeof value === 'number') return !isTyped && values.includes(String(value))
    if (typeof value !== 'string') return false
    const number = readDecimal(value)
    return isTyped || number === undefined || (typeof number === 'number' && values.includes(number))
  }
  if (!values.every(isReadAs)) return undefined
  const texts = values.filter((value) => typeof value === 'string')
  const [only] = texts
  return texts.length === 1 ? { term: { [dotted(field)]: only as string } } : { terms: { [dotted(field)]: texts } }
}

/** Types that hold a string as it is; a field that no schema knows acts as one. */
function holdsWholeStrings(path: Path, { schema }: EmitOptions): boolean {
  const type = schema?.lookup(path)?.type
  return (
    type === undefined ||
    type === 'keyword' ||
    type === 'constant_keyword' ||
    type === 'wildcard' ||
    type === 'flattened'
  )
}

function keptQuery(text: string): JsonObject | undefined {
  try {
    const query = JSON.parse(text) as JsonValue
    return typeof query === 'object' && query !== null && !Array.isArray(query) ? (query as JsonObject) : undefined
  } catch {
    return undefined
  }
}
