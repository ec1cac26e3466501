import type { Pack, PackRouting } from '@ruleglot/core'
import { LOADERS } from './loaders.generated.js'
import { ROUTING } from './routing.generated.js'

/** The packs there are, in the order in which they are tried. */
export const packIds: readonly string[] = Object.keys(LOADERS)

/** How each pack's log source is recognised: small, so that `loadPack` need only be asked for the right one. */
export const packRouting: readonly PackRouting[] = ROUTING

/** The one function of ruleglot that waits: fetches a pack's data. Undefined for an id that does not exist. */
export async function loadPack(id: string): Promise<Pack | undefined> {
  const loader = Object.hasOwn(LOADERS, id) ? LOADERS[id] : undefined
  if (loader === undefined) return undefined
  const { text } = await loader()
  return JSON.parse(text) as Pack
}
