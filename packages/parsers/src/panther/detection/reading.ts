import {
  type Assumption,
  type AssumptionKind,
  and,
  type Condition,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  dotted,
  not,
  opaque,
  type Path,
  type PathSegment,
  type Span,
  segmentKey,
  shape,
} from '@ruleglot/core'
import type { YamlNode } from '../../yaml/yaml-node.js'
import { jsonOf } from '../yaml-json.js'

/** Match expressions while they are read. */
export interface MatchReading {
  readonly assumptions: Assumption[]
  readonly diagnostics: Diagnostic[]
  /** Tests of shapes in the tree in place of assumptions. */
  readonly explicit: boolean
  /** The list whose elements the keys belong to. */
  readonly list?: Path
  /** Inline filters: an event without the key passes. */
  readonly missingPasses: boolean
  readonly budget: { nodes: number }
}

/** The language of Opaque parts that are match expressions; their text is the expression as JSON. */
export const DETECTION = 'panther-detection'

/** A part that is not read: kept whole, with the reason. */
export function unread(
  node: YamlNode,
  reading: MatchReading,
  code: DiagnosticCode,
  reason: string,
  details: { readonly span?: Span; readonly hint: string },
): Condition {
  const { span = node.span, hint } = details
  reading.diagnostics.push(diagnostic(code, reason, { span, hint, effect: 'unknown' }))
  return opaque(DETECTION, JSON.stringify(jsonOf(node)), [], node.span)
}

/** A key of the event, or of a list element, and how it is looked at. */
export interface Subject {
  readonly path: Path
  readonly span: Span
  /** Shapes are tested in the tree: in elements always, since no assumption speaks of what stands inside one. */
  readonly explicit: boolean
}

export function subjectOf(keys: readonly string[], span: Span, reading: MatchReading): Subject {
  const path: Path = reading.explicit ? keys.map((key): PathSegment => ({ key, ignoreCase: true })) : keys
  return { path, span, explicit: reading.explicit || reading.list !== undefined }
}

/**
 * Keys are found in any letter case, and keys with dots are keys of their own. `parts`: a key that goes on beyond this
 * one matters, since it makes an object of it.
 */
export function assumeKeys({ path, span }: Subject, reading: MatchReading, parts = false): void {
  const whole = [...(reading.list ?? []), ...path]
  if (parts || whole.length > 1 || dotted(whole).includes('.')) {
    assume(reading, 'nestedKeys', whole, 'Panther goes from key to key', span)
  }
  if (!reading.explicit) {
    const keys = whole.map(segmentKey)
    assume(reading, 'keyCase', keys, 'Panther finds keys in any letter case', span)
  }
}

export function assume(
  reading: MatchReading,
  kind: AssumptionKind,
  path: Path,
  why: string,
  span: Span | undefined,
): void {
  reading.assumptions.push({ kind, path, why, ...(span === undefined ? {} : { span }) })
}

/**
 * The test of the value that stands under a key: a list is not its elements. `above`: only the way to the value is
 * free of lists, the value itself may be one.
 */
export function oneValue(test: Condition, subject: Subject, reading: MatchReading, above = false): Condition {
  const { path, span } = subject
  const last = above ? path.length - 1 : path.length
  assumeKeys(subject, reading)
  if (subject.explicit) {
    const guards = path.slice(0, last).map((_, i) => not(shape(path.slice(0, i + 1), ['array'])))
    return guards.length === 0 ? test : and([test, ...guards], span)
  }
  if (last > 0) {
    assume(reading, 'scalar', path.slice(0, last), 'Panther compares the value that stands there', span)
  }
  return test
}
