import { opaque } from '../ir/build.js'
import type { Scalar } from '../ir/node.js'
import { basename } from './basename.js'
import { besideSeparator } from './beside-separator.js'
import { DEVICE_PATH } from './device-path.js'
import { fileExtension } from './file-extension.js'
import { LOWERCASE, UPPERCASE } from './letter-case.js'
import { NAME_RUN } from './name-run.js'
import { NUMBER_OR_TEXT, NUMBERIFY, STRINGIFY } from './number-texts.js'
import { ONLY_ADDRESSES } from './only-addresses.js'
import { REGISTRY_DATA } from './registry-data.js'
import { valueMap } from './value-map.js'
import { IDENTITY, type ValueTransform } from './value-transform.js'

/**
 * What may happen to a value between the vendor's event and a platform: a closed set, so that every step is known
 * backwards. `preimage` is exact for all of them; `image` gives nothing where the platform's field cannot say the test.
 */
export type Transform =
  /** Text in lower case. Loses letter case. */
  | 'lowercase'
  | 'uppercase'
  /** Numbers and booleans as their canonical text. Loses nothing that a field of one type has. */
  | 'stringify'
  /** Numbers as themselves or as their text. */
  | 'numberOrText'
  /** Canonical texts of numbers as numbers. */
  | 'numberify'
  /** Data of the Windows registry, numbers in decimal. Loses how a number was stored. */
  | 'registryData'
  /** Windows paths with the volume in place of the drive. Loses the drive. */
  | 'devicePath'
  /** The first run of characters of a user name. Not written. */
  | 'nameRun'
  /** IP addresses; other texts have no value. */
  | 'address'
  /** Made from the value in a way that the pack cannot say: a test of it proves nothing. Not written. */
  | 'opaque'
  /** The part behind the last separator. Loses the folder. */
  | { readonly basename: string }
  /** The extension of a file's name, behind the last separator of folders. No value without a dot. Not written. */
  | { readonly extension: string }
  /** The part before the first separator (or behind the last); the whole text where there is none. */
  | { readonly before: string }
  | { readonly after: string }
  /** Vendor value to platform value. Other values: one word, the value itself (`same`), or none. */
  | {
      readonly map: Readonly<Record<string, Scalar>>
      readonly otherwise?: Scalar | { readonly same: true }
      /** A claim that is checked: no two vendor values become the same one. */
      readonly inverts?: boolean
    }

export function valueTransform(transform: Transform | undefined): ValueTransform {
  if (transform === undefined) return IDENTITY
  if (typeof transform === 'string') return NAMED[transform]
  if ('map' in transform) return valueMap(transform.map, transform.otherwise)
  if ('basename' in transform) return basename(transform.basename)
  if ('extension' in transform) return fileExtension(transform.extension)
  return 'before' in transform ? besideSeparator(transform.before, 0) : besideSeparator(transform.after, -1)
}

/** What is wrong with a transform of a pack, or undefined. */
export function transformProblem(document: unknown): string | undefined {
  if (typeof document === 'string') {
    return Object.hasOwn(NAMED, document) ? undefined : `one of ${TRANSFORMS}; "${document}" is not known`
  }
  if (typeof document !== 'object' || document === null) return `one of ${TRANSFORMS}`
  const { map, otherwise, inverts, ...rest } = document as Record<string, unknown>
  if (map === undefined) {
    const [[word, separator] = ['', undefined], second] = Object.entries(rest)
    if (second !== undefined || !['basename', 'extension', 'before', 'after'].includes(word))
      return `one of ${TRANSFORMS}`
    return typeof separator === 'string' && separator !== '' ? undefined : `${word} with a separator`
  }
  if (typeof map !== 'object' || map === null || Object.keys(rest).length > 0) return 'map with an object of values'
  const images = Object.values(map)
  if (!images.every(isScalar)) return 'map with texts, numbers or booleans as values'
  if (otherwise !== undefined && !isScalar(otherwise) && !isSame(otherwise)) {
    return 'map with `otherwise` a value or { same: true }'
  }
  if (inverts === true && new Set(images).size < images.length) {
    return 'a map without `inverts`: two vendor values become the same one, so it does not invert'
  }
  return undefined
}

const TRANSFORMS =
  'lowercase, uppercase, stringify, numberOrText, numberify, registryData, devicePath, nameRun, address, opaque, basename, extension, before, after, map'

const NAMED: { readonly [K in Extract<Transform, string>]: ValueTransform } = {
  lowercase: LOWERCASE,
  uppercase: UPPERCASE,
  stringify: STRINGIFY,
  numberOrText: NUMBER_OR_TEXT,
  numberify: NUMBERIFY,
  registryData: REGISTRY_DATA,
  devicePath: DEVICE_PATH,
  nameRun: NAME_RUN,
  address: ONLY_ADDRESSES,
  opaque: {
    loses: 'how the value is made',
    apply: () => undefined,
    preimage: (leaf, raw) => opaque('mapping', JSON.stringify({ ...leaf, span: undefined }), [raw], leaf.span),
    image: () => undefined,
  },
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isSame(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { same?: unknown }).same === true
}
