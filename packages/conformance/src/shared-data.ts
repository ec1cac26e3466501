import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Corpora of real rules and conformance cases live outside the project: in the folder that RULEGLOT_CORPORA names, or
 * in `shared` beside the checkout. Gives the path of a file there, or undefined: then the caller skips and says so.
 */
export function sharedData(relative: string): string | undefined {
  const beside = fileURLToPath(new URL('../../../../shared/', import.meta.url))
  for (const root of [process.env['RULEGLOT_CORPORA'], beside]) {
    if (root !== undefined && existsSync(join(root, relative))) return join(root, relative)
  }
  return undefined
}
