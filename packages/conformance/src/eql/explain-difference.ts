import {
  ANY_TEXT,
  type Condition,
  dotted,
  evaluate,
  exists,
  type FieldSchema,
  type FieldType,
  fieldsRead,
  isPath,
  type JsonValue,
  match,
  or,
  type Path,
  shape,
  some,
  transform,
} from '@ruleglot/core'

/** Why the `eql` package decides an event otherwise: the rows of spec/languages/eql.md#where-the-eql-package-differs. */
export type Difference =
  | 'keys with dots'
  | 'lists'
  | 'types'
  | 'missing values'
  | 'letter case'
  | 'question marks'
  | 'ends of expressions'

/** The class that accounts for the difference, or undefined: then one of the two is wrong. */
export function explainDifference(
  condition: Condition,
  event: JsonValue,
  ours: boolean,
  engine: boolean,
  schema: FieldSchema,
): Difference | undefined {
  const paths = fieldsRead(condition)
  if (hasDottedKey(event)) return 'keys with dots'
  if (paths.some((path) => holdsList(path, event))) return 'lists'
  if (paths.some((path) => holdsOtherType(path, schema.lookup(path)?.type, event))) return 'types'
  const folded = withoutLetterCase(condition)
  if (evaluate(folded, event) === engine) return 'letter case'
  const literal = withoutLetterCase(withoutQuestionMarks(condition))
  if (evaluate(literal, event) === engine) return 'question marks'
  const open = withoutLetterCase(withoutEnds(condition))
  if (evaluate(open, event) === engine) return 'ends of expressions'
  const isMissing = paths.some((path) => evaluate(exists(path), event) === false)
  // With null for an answer nothing new becomes true: the package can only be the silent one.
  if (isMissing && !engine && (ours || evaluate(folded, event) === true || evaluate(literal, event) === true))
    return 'missing values'
  return undefined
}

function hasDottedKey(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes('.') || hasDottedKey(inner as JsonValue))
}

function holdsList(path: Path, event: JsonValue): boolean {
  return path.some((_, i) => evaluate(shape(path.slice(0, i + 1), ['array', 'emptyArray']), event) === true)
}

/** A value of a type that the field's mapping does not hold, or an object. */
function holdsOtherType(path: Path, type: FieldType | undefined, event: JsonValue): boolean {
  const wanted = type === 'long' || type === 'float' ? 'number' : type === 'boolean' ? 'boolean' : 'string'
  const others = (['string', 'number', 'boolean', 'object', 'emptyObject'] as const).filter((kind) => kind !== wanted)
  return evaluate(some(path, shape([], others)), event) === true
}

/** The package has one wildcard, the star. */
function withoutQuestionMarks(condition: Condition): Condition {
  return transform(condition, (node) =>
    node.kind === 'Match'
      ? {
          ...node,
          pattern: node.pattern.map((part) => (typeof part === 'object' && part.wildcard === 'one' ? '?' : part)),
        }
      : node,
  )
}

/** Its expressions fit the beginning of a text. */
function withoutEnds(condition: Condition): Condition {
  return transform(condition, (node) =>
    node.kind === 'Regex' ? { ...node, tree: { type: 'concat', parts: [node.tree, ANY_TEXT] } } : node,
  )
}

/** The same condition as the package compares texts. */
function withoutLetterCase(condition: Condition): Condition {
  return transform(condition, (node) => {
    if (node.kind === 'Match' || node.kind === 'Regex' || node.kind === 'CompareFields')
      return { ...node, ignoreCase: true }
    if (node.kind === 'Compare' && node.op === 'eq' && typeof node.value === 'string' && isPath(node.field)) {
      // The kind of event is compared as it stands.
      if (dotted(node.field) === 'event.category') return node
      return match(node.field, node.value === '' ? [] : [node.value], { ignoreCase: true })
    }
    if (node.kind === 'In') {
      return or([
        node,
        ...node.values.flatMap((value) =>
          typeof value === 'string' ? [match(node.field, value === '' ? [] : [value], { ignoreCase: true })] : [],
        ),
      ])
    }
    return node
  })
}
