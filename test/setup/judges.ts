import { createRequire } from 'node:module'

// Not all of them bring types, so they are loaded without and typed here, as far as they are asked.
const load = createRequire(import.meta.url)

interface Judgement {
  readonly valid: boolean
  readonly errors?: unknown
}

/** What the official schemas of OpenAPI say of a document. */
export async function judgeOpenApi(document: object): Promise<Judgement> {
  const { Validator } = load('@seriousme/openapi-schema-validator') as {
    Validator: new () => { validate(document: object): Promise<Judgement> }
  }
  return new Validator().validate(document)
}

/** What the official schema of element templates says of one. */
export function judgeElementTemplate(template: object): Judgement {
  const { validateZeebe } = load('@bpmn-io/element-templates-validator') as {
    validateZeebe(template: object): Judgement
  }
  return validateZeebe(template)
}
