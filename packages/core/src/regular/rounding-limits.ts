/** A decimal by its digits: no leading zeros before the point, no trailing ones behind it. */
export interface ExactDecimal {
  readonly negative: boolean
  readonly whole: string
  readonly fraction: string
  /** Whether the limit itself still rounds to the double. */
  readonly included: boolean
}

/** Between which decimals every decimal rounds to this double: the middles to its neighbours, ties going to even. */
export function roundingLimits(value: number): { readonly lowest: ExactDecimal; readonly highest: ExactDecimal } {
  const included = isEven(value)
  return {
    lowest: { ...middle(neighbour(value, -1), value), included },
    highest: { ...middle(value, neighbour(value, 1)), included },
  }
}

const BITS = new DataView(new ArrayBuffer(8))

/** The next double below (-1) or above (1). */
export function neighbour(value: number, direction: -1 | 1): number {
  if (!Number.isFinite(value)) return Math.sign(value) === direction ? value : Math.sign(value) * Number.MAX_VALUE
  if (value === 0) return direction * Number.MIN_VALUE
  BITS.setFloat64(0, value)
  BITS.setBigInt64(0, BITS.getBigInt64(0) + (Math.sign(value) === direction ? 1n : -1n))
  return BITS.getFloat64(0)
}

function isEven(value: number): boolean {
  BITS.setFloat64(0, value)
  return (BITS.getUint8(7) & 1) === 0
}

/** The value as a whole number of 2^-1075. */
function units(value: number): bigint {
  // Decimals from half a step above the largest double round to Infinity.
  if (!Number.isFinite(value)) return BigInt(Math.sign(value)) << 2099n
  BITS.setFloat64(0, value)
  const bits = BITS.getBigUint64(0) & 0x7fffffffffffffffn
  const exponent = Number(bits >> 52n)
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0 ? fraction << 1n : (fraction | (1n << 52n)) << BigInt(exponent)
  return value < 0 ? -size : size
}

function middle(a: number, b: number): Omit<ExactDecimal, 'included'> {
  const sum = units(a) + units(b)
  const negative = sum < 0n
  const size = negative ? -sum : sum
  // sum / 2^1076.
  const whole = size >> 1076n
  const rest = size & ((1n << 1076n) - 1n)
  let fraction = ''
  if (rest !== 0n) {
    // rest / 2^1076 = rest * 5^1076 / 10^1076.
    fraction = (rest * 5n ** 1076n).toString().padStart(1076, '0').replace(/0+$/, '')
  }
  return { negative, whole: whole === 0n ? '' : whole.toString(), fraction }
}
