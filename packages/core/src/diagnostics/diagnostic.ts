import type { Span } from '../source/span.js'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from './codes.js'

export type Severity = 'error' | 'warning' | 'info'

/**
 * What going on in spite of the diagnostic does to the set of events that match. A hint about the whole rule: it is
 * flipped under each `Not` and `unknown` where polarity is mixed. Only a comparison decides.
 */
export type Effect = 'none' | 'widens' | 'narrows' | 'unknown'

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** What was found, why it matters and what to do. Plain data: rendering is separate. */
export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** One or two sentences: what is there and why it is a problem. */
  readonly message: string
  readonly span?: Span
  readonly related?: readonly { readonly span: Span; readonly message: string }[]
  /** What the reader can do about it. */
  readonly hint?: string
  readonly effect?: Effect
  /** The parts of the message, for programs. */
  readonly data?: JsonObject
}

export type DiagnosticDetails = Omit<Diagnostic, 'code' | 'severity' | 'message'>

/** Makes a diagnostic with the severity that the registry gives its code. */
export function diagnostic(code: DiagnosticCode, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return { code, severity: DIAGNOSTIC_CODES[code].severity, message, ...details }
}
