import { diagnostic, failure, type Pack, type PlaceOf, type Result, readPackDocument, type Span } from '@ruleglot/core'
import { readYaml, type YamlNode } from '@ruleglot/parsers'
import { CORE_SCHEMA, load } from 'js-yaml'

/**
 * Reads a mapping pack from YAML or JSON text. `name` is what messages call it, and the file of their spans: a bad pack
 * is rejected with the place of every mistake.
 */
export function parsePack(text: string, name = 'mapping'): Result<Pack> {
  let document: unknown
  try {
    document = load(text, { schema: CORE_SCHEMA, filename: name })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    const read = readYaml(text, name)
    const span = read.ok ? undefined : read.diagnostics[0]?.span
    return failure([
      diagnostic(
        'mapping/unreadable',
        `The mapping ${name} is not YAML: ${reason}.`,
        span === undefined ? {} : { span },
      ),
    ])
  }
  const read = readPackDocument(document, name)
  return read.ok ? read : readPackDocument(document, name, placesIn(text, name))
}

/** Where each part of the text stands. Only asked for when something is wrong. */
function placesIn(text: string, name: string): PlaceOf {
  const read = readYaml(text, name)
  const [root] = read.ok ? read.value : []
  return (keys) => {
    let place: Span | undefined = root === undefined ? undefined : firstCharacter(root.span)
    let node: YamlNode | undefined = root
    for (const key of keys) {
      if (node?.type === 'sequence' && typeof key === 'number') node = node.items[key]
      else if (node?.type === 'mapping') {
        const entry: { readonly key: YamlNode; readonly value: YamlNode } | undefined = node.entries.find(
          (one) => one.key.text === String(key),
        )
        // A key that is missing is missing in the object around it.
        if (entry === undefined) return place
        place = entry.key.span
        node = entry.value
        continue
      } else return place
      if (node === undefined) return place
      place = firstCharacter(node.span)
    }
    return place
  }
}

function firstCharacter(span: Span): Span {
  return { ...span, end: Math.min(span.end, span.start + 1) }
}
