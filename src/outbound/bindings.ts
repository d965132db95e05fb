import type { Template, TemplateVariable } from '../domain/template.ts'
import type { Account, Contact, RecordRef } from '../domain/words.ts'
import type { RecordField } from '../hosts/port.ts'
import type { WireBinding, WireCatalogue } from '../wire/form.ts'
import { ruleFor } from './declared.ts'
import { optional } from './kept.ts'
import type { Asker, Locale, Outbound, TemplateBinding } from './types.ts'

/** R-TPL-6: which variables of these templates the record fills, and with what. A field that the record does not have binds nothing. */
export async function bindingsOf(
  o: Outbound,
  asker: Asker,
  contactId: string,
  templates: readonly Template[],
): Promise<WireCatalogue['bindings']> {
  const rules = o.workspace.templateBindings ?? []
  if (rules.length === 0) return {}
  const fields = await fieldsOf(o, asker, contactId)
  const bound = templates.flatMap((template) => {
    const variables = template.variables.flatMap((variable) => {
      const rule = ruleFor(rules, template.id, variable.name)
      const field = rule && fields.get(rule.field)
      return rule && field ? [[variable.name, bindingOf(variable, rule, field)] as const] : []
    })
    return variables.length > 0 ? [[template.id, Object.fromEntries(variables)] as const] : []
  })
  return Object.fromEntries(bound)
}

function bindingOf(variable: TemplateVariable, rule: TemplateBinding, field: RecordField): WireBinding {
  return { source: field.label, value: fitting(variable, field.value), fallback: rule.fallback }
}

/** The field's value in the form that the variable takes; `null` where it is empty or cannot stand there. */
function fitting({ kind, choices }: TemplateVariable, value: string | null): string | null {
  const text = value?.trim() ?? ''
  if (text === '') return null
  if (kind === 'list') return choices.includes(text) ? text : null
  return kind === 'date' ? dateOf(text) : text
}

/** `2026-11-21` of a date or a moment as machines or Russians write it. */
function dateOf(text: string): string | null {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})/.exec(text) ?? []
  const iso = year ? `${year}-${month}-${day}` : text.slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : null
}

async function fieldsOf(
  o: Outbound,
  { record, locale }: Asker,
  contactId: string,
): Promise<ReadonlyMap<string, RecordField>> {
  const [contact, accounts, own] = await Promise.all([
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    optional(o, 'the fields of the record', [], recordFields(o, record)),
  ])
  const known = contact ? contactFields(o, contact, accounts, locale) : []
  // Ours come last, so that they win over a field of the same name.
  return new Map([...own, ...known].map((field) => [field.id, field]))
}

async function recordFields(o: Outbound, record: RecordRef | null): Promise<readonly RecordField[]> {
  return record ? ((await o.host.records?.fields?.(record)) ?? []) : []
}

function contactFields(
  { host: { policy } }: Outbound,
  contact: Contact,
  accounts: readonly Account[],
  locale: Locale,
): RecordField[] {
  // The record's own field knows best; else an address of a channel that is of that form.
  const first = (source: Account['source'], form: 'e164' | 'email'): string | null =>
    (
      accounts.find((account) => account.source === source) ??
      accounts.find(({ channel }) => policy.channels[channel]?.address === form)
    )?.address ?? null
  const words = LABELS[locale]
  return [
    { id: 'contact.name', label: words.name, value: contact.name },
    { id: 'contact.phone', label: words.phone, value: first('phone-field', 'e164') },
    { id: 'contact.email', label: words.email, value: first('email-field', 'email') },
  ]
}

const LABELS = {
  en: { name: 'Contact’s name', phone: 'Contact’s phone', email: 'Contact’s email' },
  ru: { name: 'Имя контакта', phone: 'Телефон контакта', email: 'Почта контакта' },
} as const
