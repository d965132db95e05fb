import * as z from 'zod'
import type { StepDefinition } from '../../process-actions/define-step.ts'
import { ManifestSchema, type Manifest } from './schema.ts'

/** A step of any input and output, as the manifest needs it. */
export type Step = StepDefinition<z.ZodObject, z.ZodObject>

/**
 * The manifest with what is written elsewhere filled in: the process actions from their definitions, the version from the package.
 * Everything else stays as it stands. Throws when the outcome is no manifest.
 */
export function fillManifest(written: unknown, steps: readonly Step[], version: string): Manifest {
  const { processActions: _, ...rest } = z.looseObject({ processActions: z.unknown() }).parse(written)
  return ManifestSchema.parse({
    ...rest,
    version,
    processActions: steps.toSorted((a, b) => a.id.localeCompare(b.id)).map(actionOf),
  })
}

/** The file's text: a manifest is written in one way only, so that it can be compared. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** A definition as a host reads it: schemas as JSON Schema, in the form in which inputs are given and outputs come. */
function actionOf({ id, title, description, input, output, outputs, exits, layout }: Step): object {
  return {
    id,
    title,
    description,
    input: objectSchema(input, 'input'),
    output: objectSchema(output, 'output'),
    outputs: outputs.map((one) => ({ ...one })),
    exits: exits.map((exit) => ({ ...exit })),
    layout: layout.map(({ title, fields }) => ({ title, fields: fields.map((field) => ({ ...field })) })),
  }
}

function objectSchema(schema: z.ZodObject, io: 'input' | 'output'): object {
  return z.toJSONSchema(schema, { io })
}
