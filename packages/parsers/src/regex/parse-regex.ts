import type { RegexTree } from '@ruleglot/core'
import { buildTree } from './build-tree.js'
import { REGEX_DIALECTS, type RegexDialectId } from './dialect.js'
import { readRegex } from './read-regex.js'
import { RegexProblem, type RegexProblemInfo } from './regex-problem.js'
import { resolveAnchors } from './resolve-anchors.js'

export interface ParseRegexFlags {
  readonly ignoreCase?: boolean
  readonly multiline?: boolean
  readonly dotAll?: boolean
}

export type ParsedRegex =
  | { readonly ok: true; readonly tree: RegexTree; readonly ignoreCase: boolean }
  | { readonly ok: false; readonly problem: RegexProblemInfo }

/**
 * Reads a regular expression of a dialect into the tree of the IR, which fits a WHOLE value. `anchoring` says how the
 * source uses it: `search` finds it anywhere, `prefix` at the start (Python's re.match), `whole` as all of the value.
 * `ignoreCase` belongs into the Regex node: classes are closed under case already. Offsets of a problem are UTF-16
 * units of `text`. Never throws; time and memory are bounded by MAX_REGEX_* of reader-state.ts.
 */
export function parseRegex(
  text: string,
  dialect: RegexDialectId,
  flags: ParseRegexFlags | undefined,
  anchoring: 'search' | 'prefix' | 'whole',
): ParsedRegex {
  try {
    const syntax = readRegex({
      text,
      dialect: REGEX_DIALECTS[dialect],
      at: 0,
      flags: {
        ignoreCase: flags?.ignoreCase ?? false,
        multiline: flags?.multiline ?? false,
        dotAll: flags?.dotAll ?? false,
        extended: false,
        ascii: false,
      },
      depth: 0,
      nodes: 0,
      names: new Set(),
    })
    return { ok: true, ...buildTree(resolveAnchors(syntax, anchoring)) }
  } catch (problem) {
    if (problem instanceof RegexProblem) return { ok: false, problem: clamp(problem.info, text) }
    throw problem
  }
}

/** A problem of the whole expression spans all of it. */
function clamp(info: RegexProblemInfo, text: string): RegexProblemInfo {
  return info.end > info.start ? info : { ...info, start: 0, end: text.length }
}
