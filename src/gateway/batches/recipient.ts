import * as z from 'zod'
import type { Recipient, RowAim, RowReason } from '../../journal/batch.ts'

const Id = z.string().min(1).max(200)
const Value = z.union([z.string().max(5000), z.number(), z.null()], { error: 'a text, a number or null' })

const Aim = {
  contactId: Id.optional().describe('A contact of the host.'),
  address: z.string().min(1).max(254).optional().describe('An address on the channel.'),
  record: z.strictObject({ type: Id, id: Id }).optional().describe('The contact behind a record.'),
}

/** One person of a list as JSON: whom, and what of the message is this person's own. */
export const RecipientSchema = z.strictObject({
  ...Aim,
  to: z.strictObject(Aim).optional().describe('The same three, as the step has them.'),
  line: Id.optional(),
  channel: z.string().max(200).optional(),
  text: z.string().max(20_000).optional(),
  subject: z.string().max(1000).optional(),
  template: Id.optional().describe('The id of a template.'),
  variables: z
    .record(z.string().min(1).max(200), Value)
    .optional()
    .describe('For the variables of the template, and for `{{name}}` in text and subject.'),
})

/** A member of the list as a row, and what is wrong with it. */
export function readRecipient(member: unknown): { recipient: Recipient; fault: RowReason | null } {
  const checked = RecipientSchema.safeParse(member)
  if (!checked.success) {
    const [issue] = checked.error.issues
    const field = issue?.path.map(String).join('.') ?? ''
    const text =
      issue?.code === 'unrecognized_keys'
        ? `there is no such field: ${issue.keys.join(', ')}`
        : issue?.message
    return { recipient: { to: null }, fault: { code: 'invalid-field', field, text: text ?? '' } }
  }
  const { to = {}, contactId, address, record, variables, ...own } = checked.data
  const aims: RowAim[] = [{ contactId, address, record }, to].flatMap((aim) => [
    ...(aim.contactId === undefined ? [] : [{ contactId: aim.contactId }]),
    ...(aim.address === undefined ? [] : [{ address: aim.address }]),
    ...(aim.record === undefined ? [] : [{ record: aim.record }]),
  ])
  const given = Object.entries(own).filter(([, value]) => value !== undefined)
  const values = Object.entries(variables ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)] as const],
  )
  const recipient: Recipient = {
    to: aims[0] ?? null,
    ...Object.fromEntries(given),
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
  }
  return { recipient, fault: aims.length > 1 ? { code: 'several-recipients' } : null }
}
