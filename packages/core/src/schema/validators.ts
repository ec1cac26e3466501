import { makeValidators } from './validators.generated.js'

/** What is wrong with a document, as ajv says it. */
export interface Problem {
  /** JSON pointer from the validated value. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Each checks one node: what is below it in the tree is left to the caller, who can walk without recursion. */
export interface Validators {
  readonly condition: Validate
  readonly regex: Validate
  readonly expression: Validate
  readonly rule: Validate
}

/** The first problem, or undefined. */
export type Validate = (value: unknown) => Problem | undefined

let made: Validators | undefined

/** The validators compiled from packages/core/schema, made on first use. */
export function validators(): Validators {
  made ??= wrap(makeValidators() as unknown as Readonly<Record<keyof Validators, Generated>>)
  return made
}

interface Generated {
  (value: unknown): boolean
  errors?: readonly Problem[] | null
}

function wrap(generated: Readonly<Record<keyof Validators, Generated>>): Validators {
  const one =
    (validate: Generated): Validate =>
    (value) =>
      validate(value) ? undefined : validate.errors?.[0]
  return {
    condition: one(generated.condition),
    regex: one(generated.regex),
    expression: one(generated.expression),
    rule: one(generated.rule),
  }
}
