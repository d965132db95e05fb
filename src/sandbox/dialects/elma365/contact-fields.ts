import { z } from 'zod'
import type { Contact, NewContact } from '../../engine/index.ts'
import { WebApiError } from './envelope.ts'
import { channelOf } from './values.ts'

/** What a client's card may be written with; other fields are ignored, as the host does. */
const ContactContext = z.object({
  __name: z.string().optional(),
  _fullname: z
    .object({
      lastname: z.string().optional(),
      firstname: z.string().optional(),
      middlename: z.string().optional(),
    })
    .optional(),
  _phone: z.array(z.object({ type: z.string().optional(), tel: z.string() })).optional(),
  _email: z.array(z.object({ type: z.string().optional(), email: z.string() })).optional(),
  // The vendor documents no shape for an account field: any JSON is taken.
  accounts: z.json().optional(),
})

const AccountEntries = z.array(z.object({ type: z.string(), account: z.string() }))

/** The engine's fields from a `create` or `update`. Throws for values of the wrong shape. */
export function contactFields(context: unknown): Partial<NewContact> {
  const asked = ContactContext.safeParse(context)
  if (!asked.success) throw new WebApiError(400, z.prettifyError(asked.error))
  const { __name, _fullname, _phone, _email, accounts } = asked.data
  const full = [_fullname?.lastname, _fullname?.firstname, _fullname?.middlename].filter(Boolean).join(' ')
  const name = __name ?? (full === '' ? undefined : full)
  const hostFields: Contact['hostFields'] = {}
  if (_phone) hostFields['_phone'] = z.json().parse(_phone)
  if (_email) hostFields['_email'] = z.json().parse(_email)
  if (accounts !== undefined) hostFields['accounts'] = accounts
  return {
    ...(name === undefined ? {} : { name }),
    ...(_phone ? { phones: _phone.map(({ tel }) => tel) } : {}),
    ...(_email ? { emails: _email.map(({ email }) => email) } : {}),
    ...(accounts === undefined ? {} : { accounts: addressesIn(accounts) }),
    hostFields,
  }
}

/** Entries that can be understood become accounts; the others stay in the field and mean nothing. */
function addressesIn(value: unknown): NonNullable<NewContact['accounts']> {
  const entries = AccountEntries.safeParse(value)
  if (!entries.success) return []
  return entries.data.flatMap(({ type, account }) => {
    const channel = channelOf(type)
    return channel === null ? [] : [{ channel, address: account }]
  })
}
