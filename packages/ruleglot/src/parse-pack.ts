import { diagnostic, failure, type Pack, type Result, readPackDocument } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'

/** Reads a mapping pack from YAML or JSON text. `name` is what messages call it. */
export function parsePack(text: string, name = 'mapping'): Result<Pack> {
  try {
    return readPackDocument(load(text, { schema: CORE_SCHEMA, filename: name }), name)
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return failure([diagnostic('mapping/unreadable', `The mapping ${name} is not YAML: ${reason}.`)])
  }
}
