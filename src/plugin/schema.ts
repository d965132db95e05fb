import * as z from 'zod'

/**
 * What `manifest.json` says of the plugin: everything a host needs to install it. A host reads it once, at installation, and
 * shows people the permissions with their purposes before it agrees.
 */

/** A sentence in every language the plugin speaks. */
const BothLanguagesSchema = z.strictObject({ en: z.string().min(1), ru: z.string().min(1) })

const Word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens')
// A path under the gateway's address: never an address of its own, so that a manifest cannot bring foreign scripts.
const GatewayPath = z
  .string()
  .regex(/^[a-z0-9][\w./-]*$/i, 'must be a path under the gateway, without a leading slash')
  .refine((path) => !path.split('/').includes('..'), 'must not lead out of the gateway')

/** Where a host puts a widget: on the cards of these records, in this part of the card; or on a page of its own, without a record. */
const PlaceSchema = z.discriminatedUnion('position', [
  z.strictObject({ records: z.array(Word).min(1), position: z.enum(['main', 'side']) }),
  z.strictObject({ position: z.literal('page') }),
])

const WidgetSchema = z.strictObject({
  id: Word,
  title: BothLanguagesSchema,
  /** The custom element; its name needs a hyphen. */
  tag: Word.refine((tag) => tag.includes('-'), 'must contain a hyphen, as every custom element does'),
  /** The module script that registers the element. */
  entry: GatewayPath,
  /** The same as a page, for hosts that embed plugins in a frame. */
  page: GatewayPath,
  places: z.array(PlaceSchema).min(1),
})

/** A JSON Schema (2020-12) of an object; what stands inside is the step's own affair. */
const ObjectSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()),
})

const ChoicesSchema = z.array(z.strictObject({ value: z.string(), title: BothLanguagesSchema })).min(1)

/** One input as a designer shows it, by its dotted name (`message.text`). */
const FieldSchema = z.strictObject({
  input: z.string().min(1),
  title: BothLanguagesSchema,
  hint: BothLanguagesSchema.optional(),
  /** What kind of control; a host maps it to its own. */
  control: Word,
  required: z.boolean(),
  choices: ChoicesSchema.optional(),
})

const ActionSchema = z.strictObject({
  /** For ever: diagrams that use the step name it. */
  id: Word,
  title: BothLanguagesSchema,
  description: BothLanguagesSchema,
  input: ObjectSchema,
  output: ObjectSchema,
  /** The outputs' names for people, by their dotted names. */
  outputs: z.array(z.strictObject({ output: z.string().min(1), title: BothLanguagesSchema })),
  /** The ways out of the step, for a gateway behind it. */
  exits: z.array(z.strictObject({ id: Word, title: BothLanguagesSchema })).min(1),
  /** How a designer lays out the inputs: groups of fields. */
  layout: z.array(z.strictObject({ title: BothLanguagesSchema, fields: z.array(FieldSchema).min(1) })),
})

/** A process step; its layout names inputs that the input's schema has. */
const ProcessActionSchema = ActionSchema.superRefine(({ input, layout }, context) => {
  layout.forEach(({ fields }, group) => {
    fields.forEach((field, index) => {
      if (hasInput(input, field.input.split('.'))) return
      const path = ['layout', group, 'fields', index, 'input']
      context.addIssue({ code: 'custom', path, message: `names "${field.input}", which is not an input` })
    })
  })
})

function hasInput(schema: unknown, [head, ...rest]: readonly string[]): boolean {
  if (head === undefined) return true
  const object = z.looseObject({ properties: z.record(z.string(), z.unknown()) }).safeParse(schema)
  if (object.success) return head in object.data.properties && hasInput(object.data.properties[head], rest)
  // Either of several shapes, such as the author: one of them has it.
  const either = z.looseObject({ anyOf: z.array(z.unknown()) }).safeParse(schema)
  return either.success && either.data.anyOf.some((shape) => hasInput(shape, [head, ...rest]))
}

const SettingSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word in camel case'),
    title: BothLanguagesSchema,
    type: z.enum(['text', 'url', 'choice', 'switch']),
    required: z.boolean(),
    /** Kept on the host's server; never shown again and never sent to a browser. */
    secret: z.boolean(),
    choices: ChoicesSchema.optional(),
  })
  .refine((setting) => (setting.type === 'choice') === (setting.choices !== undefined), {
    path: ['choices'],
    message: 'must be there for a choice, and only for a choice',
  })

const PermissionSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+:[a-z-]+$/, 'must look like contacts:read'),
  /** Why the plugin needs it, in words for the administrator who agrees. */
  purpose: BothLanguagesSchema,
})

export const ManifestSchema = z.strictObject({
  /** The version of this format. */
  manifest: z.literal(1),
  id: Word,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be three numbers, such as 1.2.0'),
  title: BothLanguagesSchema,
  description: BothLanguagesSchema,
  languages: z.array(z.enum(['en', 'ru'])).min(1),
  /** The gateway's API the plugin speaks; the first part of its paths. */
  gatewayApi: z.literal('v1'),
  widgets: z.array(WidgetSchema).min(1),
  processActions: z.array(ProcessActionSchema),
  settings: z.array(SettingSchema),
  permissions: z.array(PermissionSchema),
})

export type Manifest = z.infer<typeof ManifestSchema>
export type ManifestWidget = z.infer<typeof WidgetSchema>
