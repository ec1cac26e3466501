import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'

/** The fields of a condition, as the platform names them, that a pack says nothing about. */
export function unknownFields(condition: Condition, pack: Pack, platform: string): readonly string[] {
  const index = packIndex(pack)
  const routing = new Set((pack.platforms[platform]?.routing ?? []).map(({ field }) => field))
  const derived = new Set((pack.derived ?? []).filter((row) => row.platform === platform).map(({ field }) => field))
  return fieldsRead(condition)
    .filter((path) => path.length > 0)
    .filter((path) => {
      const ignoreCase = path.some((segment) => typeof segment !== 'string')
      const name = dotted(path)
      return !routing.has(name) && !derived.has(name) && index.sources(platform, name, ignoreCase).length === 0
    })
    .map(dotted)
}
