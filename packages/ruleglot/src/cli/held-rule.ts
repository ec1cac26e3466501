import { createHash } from 'node:crypto'
import { type Rule, ruleOf } from '@ruleglot/core'
import { parseRules } from '../index.js'
import type { LoadedRule, LoadOptions } from './load-rules.js'
import { ownCopy } from './own-copy.js'

/** A rule by its names and place alone, and a way to read the rest again: of a folder the trees are not held. */
export interface HeldRule extends LoadedRule {
  /** SHA-256 of its files. */
  readonly hash: string
  /** The rule with everything; undefined when its file has changed since. */
  readonly whole: () => Rule | undefined
}

/** Rules of one source have to come in their order, one source after the other. */
export function ruleHolder({ schema }: LoadOptions): (loaded: LoadedRule) => HeldRule {
  let [name, index, hash]: [string | undefined, number, string] = [undefined, 0, '']
  // Sources of one collection share their files.
  const hashes = new WeakMap<object, string>()
  return ({ rule, source, language }) => {
    index = name === source.name ? index + 1 : 0
    if (name !== source.name) {
      const { files } = source
      hash = hashes.get(files) ?? hashOf(files)
      hashes.set(files, hash)
    }
    name = source.name
    const [own, at] = [hash, index]
    return {
      rule: ownCopy(namesOf(rule)),
      source,
      language,
      hash: own,
      whole: () => {
        if (hashOf(source.files) !== own) return undefined
        const { name: entry, files } = source
        const read = parseRules(language, files, { schema, file: entry, guards: 'explicit', entry })
        return read.ok ? read.value[at] : undefined
      },
    }
  }
}

function hashOf(files: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.values(files)))
    .digest('hex')
}

function namesOf({ language, id, name, title, condition, span }: Rule): Rule {
  const place = condition.span === undefined ? {} : { span: condition.span }
  return {
    ...ruleOf(language, { kind: 'True', ...place }),
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    ...(span === undefined ? {} : { span }),
  }
}
