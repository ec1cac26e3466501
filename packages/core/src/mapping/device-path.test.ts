import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { match } from '../ir/build.js'
import type { NodeOf } from '../ir/node.js'
import { ANY_MANY, type Pattern } from '../ir/pattern.js'
import { DEVICE_PATH } from './device-path.js'

const leaf = (...pattern: Pattern) => match(['r'], pattern, { ignoreCase: true }) as NodeOf<'Match'>

test('a volume stands for the drive', () => {
  expect(DEVICE_PATH.apply('C:\\Windows\\cmd.exe')).toBe('\\Device\\HarddiskVolume3\\Windows\\cmd.exe')
  expect(DEVICE_PATH.apply('\\\\host\\share\\a.exe')).toBe('\\Device\\Mup\\host\\share\\a.exe')
  expect(DEVICE_PATH.apply('cmd.exe')).toBe('cmd.exe')
})

test('tests from a backslash on say the same on both sides, others do not cross', () => {
  const paths = ['C:\\Windows\\cmd.exe', 'd:\\cmd.exe', '\\\\host\\device\\cmd.exe', 'C:\\Users\\x\\AppData\\cmd.exe']
  const crossing = [
    leaf(ANY_MANY, '\\cmd.exe'),
    leaf(ANY_MANY, 'md.exe'),
    leaf(ANY_MANY, '\\windows\\', ANY_MANY),
    leaf(ANY_MANY, '\\Users\\', ANY_MANY, '\\AppData\\', ANY_MANY),
  ]
  for (const test of crossing) {
    const image = DEVICE_PATH.image(test, ['p'])
    if (image === undefined) throw new Error('does not cross')
    for (const path of paths) {
      const own = DEVICE_PATH.apply(path) as string
      expect(evaluate(image, { p: own }), path).toBe(evaluate(test, { r: path }))
      expect(evaluate(DEVICE_PATH.preimage(test, ['r']), { r: path })).toBe(evaluate(image, { p: own }))
    }
  }
  const staying = [
    leaf('C:\\Windows\\cmd.exe'),
    leaf('C:\\', ANY_MANY),
    leaf(ANY_MANY, 'disk', ANY_MANY),
    leaf(ANY_MANY, '\\d', ANY_MANY),
    leaf(ANY_MANY, '\\Device\\x.exe'),
    leaf(ANY_MANY, '\\\\host\\x.exe'),
  ]
  for (const test of staying) {
    expect(DEVICE_PATH.image(test, ['p'])).toBe(undefined)
    expect(DEVICE_PATH.preimage(test, ['r']).kind).toBe('Opaque')
  }
})
