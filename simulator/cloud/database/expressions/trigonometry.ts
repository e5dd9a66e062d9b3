import { requestFailed } from '../errors'
import type { Evaluate, ExpressionOperator, Operators } from './mingo'
import { asDecimal, isDecimal } from '../numbers/numbers'
import { isNothing, ofValues } from './operands'
import { isNumber, toNumber } from '../values'

interface Curve {
  readonly of: (value: number) => number
  /** the numbers for which there is an answer; all of them when it is not said */
  readonly from?: number
  readonly to?: number
}

const DEGREES = 180 / Math.PI
const FINITE = { from: -Number.MAX_VALUE, to: Number.MAX_VALUE }
const UNIT = { from: -1, to: 1 }

const CURVES: { readonly [name: string]: Curve } = {
  $acos: { of: Math.acos, ...UNIT },
  $acosh: { of: Math.acosh, from: 1 },
  $asin: { of: Math.asin, ...UNIT },
  $asinh: { of: Math.asinh },
  $atan: { of: Math.atan },
  $atanh: { of: Math.atanh, ...UNIT },
  $cos: { of: Math.cos, ...FINITE },
  $cosh: { of: Math.cosh },
  $sin: { of: Math.sin, ...FINITE },
  $sinh: { of: Math.sinh },
  $tan: { of: Math.tan, ...FINITE },
  $tanh: { of: Math.tanh },
  $degreesToRadians: { of: (value) => value / DEGREES },
  $radiansToDegrees: { of: (value) => value * DEGREES },
}

/** Angles. */
export function trigonometricExpressions(evaluate: Evaluate): Operators {
  const curve = (name: string, { of, from = -Infinity, to = Infinity }: Curve): ExpressionOperator =>
    ofValues(evaluate, ([value]) => {
      if (isNothing(value)) return null
      if (!isNumber(value)) throw requestFailed(`${name} only supports numeric types`)
      const number = toNumber(value)
      if (number < from || number > to) throw requestFailed(`cannot apply ${name} to ${number}, which is out of bounds`)
      return isDecimal(value) ? asDecimal(of(number)) : of(number)
    })
  return {
    ...Object.fromEntries(Object.entries(CURVES).map(([name, one]) => [name, curve(name, one)])),
    $atan2: ofValues(evaluate, ([y, x]) => {
      if (isNothing(y) || isNothing(x)) return null
      if (!isNumber(y) || !isNumber(x)) throw requestFailed('$atan2 only supports numeric types')
      const angle = Math.atan2(toNumber(y), toNumber(x))
      return isDecimal(y) || isDecimal(x) ? asDecimal(angle) : angle
    }),
  }
}
