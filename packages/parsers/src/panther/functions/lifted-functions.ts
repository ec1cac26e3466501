import type { AlertTitle, Assumption, Diagnostic, Grouping, OutputField, Path, SeverityOverride } from '@ruleglot/core'

/** What the functions beside rule() say, as far as each has a form that other platforms know. */
export interface LiftedFunctions {
  readonly severityOverrides: readonly SeverityOverride[]
  /** What the conditions of the overrides rely on. */
  readonly assumptions: readonly Assumption[]
  /** From alert_context(). */
  readonly outputFields: readonly OutputField[]
  /** From dedup(). */
  readonly grouping?: Pick<Grouping, 'by' | 'text' | 'missing'>
  /** From unique(): the field whose distinct values a threshold counts. */
  readonly distinct?: Path
  readonly alertTitle?: AlertTitle
  readonly diagnostics: readonly Diagnostic[]
  /** Why a function is kept as text alone, by its name; those that are read have no entry. */
  readonly kept: Readonly<Partial<Record<FunctionName, string>>>
  /** The functions that the module has. */
  readonly found: readonly FunctionName[]
}

export const FUNCTION_NAMES = ['title', 'dedup', 'unique', 'severity', 'alert_context'] as const
export type FunctionName = (typeof FUNCTION_NAMES)[number]

/** A function that is read, or the reason why not. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

export function kept(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason }
}
