import type { DiagnosticCode } from '../diagnostics/codes.js'
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js'
import type { Condition, Kind, NodeOf } from '../ir/node.js'
import { type Place, visitPlaces } from './leave-out.js'

/** Why a target cannot write a node, in a sentence of its own: "KQL has no way to count the elements of a list." */
export interface CapabilityProblem {
  readonly message: string
  /** What the reader can do about it. */
  readonly hint?: string
  /** `emit/unsupported` if absent. */
  readonly code?: DiagnosticCode
}

/** `yes`: always. A problem: never. A function: it depends on the node and where it stands. */
export type Capability<K extends Kind> =
  | 'yes'
  | CapabilityProblem
  | ((node: NodeOf<K>, place: Place) => CapabilityProblem | undefined)

/** What a target can write, by kind. Total: a new kind does not compile until every target has an answer. */
export type Capabilities = { readonly [K in Kind]: Capability<K> }

/**
 * Everything in the condition that the target cannot write, in source order, each with its span and what leaving it
 * out would do. Of nested problems only the outermost is reported. No diagnostics: the printer will not fail.
 */
export function checkCapabilities(
  condition: Condition,
  capabilities: Capabilities,
  language: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visitPlaces(condition, (node, place) => {
    const problem = problemOf(node, capabilities, place)
    if (problem === undefined) return true
    found.push(toDiagnostic(node, problem, place, language))
    return false
  })
  return found
}

function problemOf(node: Condition, capabilities: Capabilities, place: Place): CapabilityProblem | undefined {
  const capability = capabilities[node.kind] as Capability<Kind>
  if (capability === 'yes') return undefined
  return typeof capability === 'function' ? capability(node, place) : capability
}

function toDiagnostic(node: Condition, problem: CapabilityProblem, place: Place, language: string): Diagnostic {
  return diagnostic(problem.code ?? 'emit/unsupported', problem.message, {
    ...(node.span === undefined ? {} : { span: node.span }),
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    effect: place.effect,
    data: { language, kind: node.kind },
  })
}
