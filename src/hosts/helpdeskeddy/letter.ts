import type { Receipt, SendRequest } from '../port.ts'
import { address, unknownId, type Helpdeskeddy } from './api.ts'
import { withFiles } from './body.ts'
import type { CustomField } from './custom-fields.ts'
import { referenceOf } from './find.ts'
import { toHtml } from './html.ts'
import { FIELD } from './start-fields.ts'
import { ticketFields } from './ticket-fields.ts'
import { CreatedAnswer } from './wire.ts'

/** A letter is a new ticket; its department decides the mailbox (KB426). */
export async function sendLetter(
  hde: Helpdeskeddy,
  customFields: () => Promise<readonly CustomField[]>,
  request: SendRequest,
): Promise<Receipt> {
  const { settings, ids, http } = hde
  const user = ids.contact.number(request.contactId)
  if (user === null) throw unknownId('contact')
  const { fields = {}, attachments, blindCopy = [] } = request
  const { custom_fields: custom, ...chosen } = await ticketFields(hde, customFields, fields)
  const ours = settings.markFieldId === null ? {} : { [settings.markFieldId]: request.mark }
  const tags = tagsOf(hde, request)
  const body = {
    title: request.subject?.trim() || firstLine(request.text),
    description: toHtml(request.text),
    user_id: user,
    // The default is a message from the client, which goes to nobody; ours is from the staff (R-MAIL-3).
    create_from_user: fields[FIELD.fromCustomer] === true ? 1 : 0,
    department_id: settings.lines.find(({ id }) => id === request.line.id)?.departmentId,
    ...chosen,
    ...(blindCopy.length > 0 && { bcc: blindCopy }),
    ...(tags.length > 0 && { tags }),
    ...((custom !== undefined || settings.markFieldId !== null) && { custom_fields: { ...custom, ...ours } }),
  }
  const { data } = await http.deed({
    method: 'POST',
    path: address(['tickets']),
    ...(await withFiles(hde, body, attachments)),
    answer: CreatedAnswer,
  })
  return { reference: referenceOf({ ticket: data.id, post: null }) }
}

/** The API has no field for "send the letter" (ND): where the tenant's dispatcher mails by a tag, the tag is the answer (R-MAIL-3). */
function tagsOf(
  { settings: { sendLetterTag } }: Helpdeskeddy,
  { tags = [], fields = {} }: SendRequest,
): string[] {
  const mailed = sendLetterTag !== null && fields[FIELD.sendLetter] !== false
  return [...new Set([...tags, ...(mailed ? [sendLetterTag] : [])])]
}

/** A title is required (V1), and a process may send without a subject. */
function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
