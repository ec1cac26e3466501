import type { Field, ValueExpression } from '../ir/node.js'
import type { Path, PathSegment } from '../ir/path.js'
import { literalOf, tidyPattern } from '../ir/pattern.js'
import type { NormaliseOptions } from './context.js'
import { absolute, type Scope } from './scoped-transform.js'

/** One spelling per field: paths cut at every dot, a pattern without wildcards as the path it names. */
export function canonicalField(field: Field, scope: Scope, options: NormaliseOptions): Field {
  if (isPath(field)) return canonicalPath(field, scope, options)
  if ('call' in field) return canonicalExpression(field, scope, options)
  const pattern = tidyPattern(field.pattern)
  const name = literalOf(pattern)
  return name === undefined || name === '' ? { pattern } : name.split('.')
}

/** Letter case of keys is dropped from the path where no key differs in nothing else. */
export function canonicalPath(path: Path, scope: Scope, options: NormaliseOptions): Path {
  const whole = absolute(path, scope)
  const exact = whole !== undefined && options.keyCase?.(whole) === true
  return path.flatMap((segment) => cut(segment, exact))
}

function cut(segment: PathSegment, exact: boolean): readonly PathSegment[] {
  if (typeof segment === 'string') return segment.split('.')
  const keys = segment.key.split('.')
  return exact ? keys : keys.map((key) => ({ key, ignoreCase: true }))
}

function canonicalExpression(expression: ValueExpression, scope: Scope, options: NormaliseOptions): ValueExpression {
  return {
    call: expression.call,
    args: expression.args.map((arg) => {
      if (isPath(arg)) return canonicalPath(arg, scope, options)
      return 'call' in arg ? canonicalExpression(arg, scope, options) : { literal: arg.literal }
    }),
  }
}

function isPath(field: unknown): field is Path {
  return Array.isArray(field)
}
