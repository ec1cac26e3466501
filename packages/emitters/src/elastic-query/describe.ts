import { type Field, type FieldType, isPath, type Scalar, segmentKey } from '@ruleglot/core'

/** Words for messages. */
export function nameOf(field: Field): string {
  if (isPath(field)) return field.length === 0 ? 'the value' : field.map(segmentKey).join('.')
  if ('call' in field) return `${field.call}(...)`
  return field.pattern.map((part) => (typeof part === 'string' ? part : '*')).join('')
}

export function described(type: FieldType | undefined): string {
  return type === undefined ? 'of no known type' : `of type ${type}`
}

export function shown(value: Scalar): string {
  return JSON.stringify(value)
}
