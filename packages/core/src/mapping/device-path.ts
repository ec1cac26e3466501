import { exists, match, opaque } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/**
 * A Windows path as CrowdStrike writes it: `\Device\HarddiskVolume3\Windows\cmd.exe` for `C:\Windows\cmd.exe`. Which
 * volume a drive is, no event says; so only tests of what follows it cross, and they are the same on both sides.
 */
export const DEVICE_PATH: ValueTransform = {
  loses: 'the drive',
  apply: (value) => (typeof value === 'string' ? onDevice(value) : value),
  preimage: (leaf, raw) => {
    if (leaf.kind === 'Exists') return exists(raw, leaf.span)
    return isOfTheEnd(leaf) ? { ...leaf, field: raw } : unread(leaf, raw)
  },
  image: (leaf, name) => {
    if (leaf.kind === 'Exists') return exists(name, leaf.span)
    return isOfTheEnd(leaf) ? match(name, leaf.pattern, { ignoreCase: leaf.ignoreCase, ...spanOf(leaf) }) : undefined
  },
}

/** An example, for events: some volume. */
function onDevice(path: string): string {
  if (/^[A-Za-z]:\\/.test(path)) return `\\Device\\HarddiskVolume3${path.slice(2)}`
  return path.startsWith('\\\\') ? `\\Device\\Mup${path.slice(1)}` : path
}

/**
 * Anything, then a text from a backslash on that none of the names of devices may begin: wherever it fits, it fits behind
 * the drive, and behind the device.
 */
function isOfTheEnd(leaf: ValueLeaf): leaf is Extract<ValueLeaf, { kind: 'Match' }> {
  if (leaf.kind !== 'Match') return false
  const [first, second] = leaf.pattern
  if (typeof first !== 'object' || first.wildcard !== 'many' || typeof second !== 'string') return false
  const text = second.toLowerCase()
  // The end of the file's name.
  if (leaf.pattern.length === 2 && !/[\\:]/.test(text)) return true
  if (!text.startsWith('\\') || text.startsWith('\\\\')) return false
  // At the very end of a path, a short text can be no part of a device's name: a file's name follows.
  const isEnd = leaf.pattern.length === 2
  return DEVICES.every((device) => !text.startsWith(device) && (isEnd || !device.startsWith(text)))
}

const DEVICES = ['\\device\\', '\\harddiskvolume', '\\mup\\']

function unread(leaf: ValueLeaf, raw: Path): Condition {
  return opaque('device path', JSON.stringify({ ...leaf, span: undefined }), [raw], leaf.span)
}

function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}
