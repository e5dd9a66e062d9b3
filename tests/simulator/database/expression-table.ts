import { Harness, type Row } from './harness'

export const MISSING = Symbol('missing')

/** Runs a table of expressions over one document: what MongoDB answers, and what it refuses. */
export function expressionTable(
  name: string,
  doc: Row,
  answers: readonly (readonly [expression: unknown, expected: unknown])[],
  refused: readonly unknown[],
): void {
  describe(name, () => {
    const harness = new Harness()
    beforeAll(async () => {
      await harness.create('table')
      await harness.insert('table', [{ _id: 1, ...doc }])
    })
    afterAll(() => harness.close())
    const value = async (expression: unknown): Promise<unknown> => {
      const [row] = await harness.aggregate('table', [{ $project: { _id: 0, v: expression } }])
      return row && 'v' in row ? row['v'] : MISSING
    }

    test.each(answers.map(([expression, expected]) => [JSON.stringify(expression), expression, expected] as const))(
      '%s',
      async (_name, expression, expected) => expect(await value(expression)).toEqual(expected),
    )

    test.each(refused.map((expression) => [JSON.stringify(expression), expression] as const))(
      'refuses %s',
      async (_name, expression) => {
        await expect(value(expression)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
      },
    )
  })
}
