import { remembered } from '../remember.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { inLanguage } from './map.ts'
import { CustomFieldsAnswer, OptionsAnswer, type WireCustomField, type WireOption } from './wire.ts'

const MOST_PAGES = 20

/** The types of the vendor's page (V1). "Others may exist": how their values are written is not known, so they are not offered. */
const TYPES = ['select', 'date', 'checkbox', 'text', 'textarea', 'number', 'hierarchy'] as const
type FieldType = (typeof TYPES)[number]

/** A field that this tenant has added to its tickets and that the staff may fill. */
export interface CustomField {
  readonly id: number
  readonly type: FieldType
  readonly label: string
  readonly required: boolean
  readonly options: readonly CustomOption[]
}

/** `path`: the options from the root down to this one; a select has one level. */
export interface CustomOption {
  readonly id: number
  readonly name: string
  readonly path: readonly number[]
}

/** The tickets' own fields with their options, remembered for a while. The field of our key is ours alone. */
export function customFieldsOf(hde: Helpdeskeddy): () => Promise<readonly CustomField[]> {
  return remembered(
    async () => {
      const fields = (await wireFields(hde)).filter(
        ({ id, permissions }) => permissions.edit && id !== hde.settings.markFieldId,
      )
      const known = await Promise.all(fields.map((field) => customField(hde, field)))
      return known.filter((field) => field !== null).toSorted((a, b) => a.id - b.id)
    },
    hde.settings.linesFreshForMs,
    hde.now,
  )
}

/** The tickets’ own fields, all pages. */
export async function wireFields({ http }: Helpdeskeddy): Promise<readonly WireCustomField[]> {
  return everyPage((page) =>
    http.read({
      method: 'GET',
      path: address(['custom_fields'], { page: String(page) }),
      answer: CustomFieldsAnswer,
    }),
  )
}

/** Is it a type whose values we know how to write? */
export function isKnownType(type: string): type is FieldType {
  return (TYPES as readonly string[]).includes(type)
}

async function customField(hde: Helpdeskeddy, wire: WireCustomField): Promise<CustomField | null> {
  const { id, field_type: type, permissions } = wire
  if (!isKnownType(type)) return null
  const options = type === 'select' || type === 'hierarchy' ? await optionsOf(hde, id) : []
  return {
    id,
    type,
    label: labelOf(wire, hde.settings.language),
    required: permissions.required_to_create_ticket,
    options:
      type === 'hierarchy' ? leaves(options, hde.settings.language) : flat(options, hde.settings.language),
  }
}

function optionsOf({ http }: Helpdeskeddy, field: number): Promise<readonly WireOption[]> {
  return everyPage((page) =>
    http.read({
      method: 'GET',
      path: address(['custom_fields', field, 'options'], { page: String(page) }),
      answer: OptionsAnswer,
    }),
  )
}

async function everyPage<T>(
  read: (page: number) => Promise<{ data: readonly T[]; pagination: { more: boolean } }>,
): Promise<readonly T[]> {
  const found: T[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data, pagination } = await read(page)
    found.push(...data)
    if (!pagination.more) break
  }
  return found
}

function labelOf({ id, name }: WireCustomField, language: string): string {
  if (typeof name === 'string' || Array.isArray(name)) return inLanguage(name, language) ?? String(id)
  const levels = Object.entries(name).filter(([level]) => /^\d+$/.test(level))
  if (levels.length === 0) return inLanguage(name as Record<string, string | null>, language) ?? String(id)
  const names = levels.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, one]) => one)
  return joined(names.map((one) => inLanguage(one ?? '', language) ?? ''))
}

function flat(options: readonly WireOption[], language: string): CustomOption[] {
  return options.map(({ id, name }) => ({ id, name: inLanguage(name, language) ?? String(id), path: [id] }))
}

/** The lowest options of a hierarchy, each named by its way from the root: one list instead of several. */
function leaves(options: readonly WireOption[], language: string): CustomOption[] {
  const byId = new Map(options.map((option) => [option.id, option]))
  const above = new Set(options.map(({ pid }) => pid))
  const wayTo = (option: WireOption): WireOption[] => {
    const way = [option]
    // A ring of options, which no tenant should have, ends where it began.
    for (let up = byId.get(option.pid); up && !way.includes(up); up = byId.get(up.pid)) way.unshift(up)
    return way
  }
  return options
    .filter(({ id }) => !above.has(id))
    .map((leaf) => {
      const way = wayTo(leaf)
      const names = way.map(({ id, name }) => inLanguage(name, language) ?? String(id))
      return { id: leaf.id, name: joined(names), path: way.map(({ id }) => id) }
    })
}

function joined(names: readonly string[]): string {
  return names.filter((name) => name !== '').join(' › ')
}
