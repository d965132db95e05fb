import type { Session, StoreView } from '../../engine/index.ts'
import { ApiError } from './envelope.ts'
import type { ProfileHolder } from './profile.ts'
import { TENANT } from './values.ts'

type Kept = StoreView['sessions'][number]['fields']

interface Option {
  readonly id: number
  readonly name: { readonly en: string; readonly ru: string }
  /** The option of the level above; 0 at the root. */
  readonly pid: number
}

interface Field {
  readonly id: number
  readonly type: 'text' | 'textarea' | 'number' | 'date' | 'checkbox' | 'select' | 'hierarchy'
  /** Of a hierarchy, the names of its levels. */
  readonly names: readonly { readonly en: string; readonly ru: string }[]
  readonly required: boolean
  /** May the staff write into it? */
  readonly edit: boolean
  readonly options: readonly Option[]
}

const option = (id: number, en: string, ru: string, pid = 0): Option => ({ id, name: { en, ru }, pid })
const field = (
  id: number,
  type: Field['type'],
  en: string,
  ru: string,
  more: Partial<Field> = {},
): Field => ({
  id,
  type,
  names: [{ en, ru }],
  required: false,
  edit: true,
  options: [],
  ...more,
})

/** What an administrator of this tenant has added to its tickets: one of each type the vendor names (facts, 4.6). */
export const FIELDS: readonly Field[] = [
  field(TENANT.deliveryField, 'select', 'Delivery way', 'Способ доставки', {
    required: true,
    options: [
      option(5, 'Courier', 'Курьер'),
      option(6, 'Pick-up point', 'Пункт выдачи'),
      option(7, 'Post', 'Почта'),
    ],
  }),
  field(31, 'text', 'Order number', 'Номер заказа'),
  field(32, 'date', 'Delivery date', 'Дата доставки'),
  field(33, 'number', 'Pieces', 'Количество предметов'),
  field(34, 'checkbox', 'Fragile', 'Хрупкое'),
  field(35, 'textarea', 'Note for the courier', 'Записка курьеру'),
  field(44, 'hierarchy', '', '', {
    names: [
      { en: 'Goods', ru: 'Товары' },
      { en: 'Kind', ru: 'Вид' },
    ],
    options: [
      option(9, 'Lamps', 'Светильники'),
      option(21, 'Floor lamps', 'Торшеры', 9),
      option(22, 'Pendants', 'Подвесы', 9),
      option(10, 'Furniture', 'Мебель'),
      option(23, 'Armchairs', 'Кресла', 10),
      option(11, 'Gift cards', 'Подарочные карты'),
    ],
  }),
  field(50, 'text', 'Score', 'Оценка', { edit: false }),
  field(TENANT.ticketKeyField, 'text', 'Firstline key', 'Ключ Firstline'),
]

/** As written: a select takes the option's number, a hierarchy one for each level, a checkbox 1 or 0 (facts, 4.6). */
export type Written = Readonly<Record<string, unknown>>

/** The values as the store keeps them. Fields that the tenant does not have are ignored. Throws the host's 400 for a wrong value. */
export function keptFields(written: Written, { now }: ProfileHolder): Session['fields'] {
  return Object.fromEntries(
    FIELDS.flatMap((one) => {
      const value = written[String(one.id)]
      return value === undefined ? [] : [[String(one.id), kept(one, value, now.customDates)]]
    }),
  )
}

/** Throws the host's 400 when a required field is missing; whether the API looks is not documented (facts, 4.6). */
export function mustHaveRequired(fields: Kept, { now }: ProfileHolder): void {
  if (now.requiredFields === 'ignored') return
  const missing = FIELDS.find(({ id, required }) => required && (fields[String(id)] ?? '') === '')
  if (missing)
    throw new ApiError(400, `custom_fields.${missing.id}: the field "${missing.names[0]?.en}" is required.`)
}

function kept(one: Field, value: unknown, dates: string): Kept[string] {
  const wrong = (): never => {
    throw new ApiError(400, `custom_fields.${one.id}: is not right.`)
  }
  const word = typeof value === 'string' || typeof value === 'number' ? String(value) : null
  const isOption = (id: unknown): boolean => one.options.some((known) => String(known.id) === String(id))
  if (value === '') return ''
  switch (one.type) {
    case 'select':
      return isOption(value) ? (word ?? wrong()) : wrong()
    case 'hierarchy': {
      if (typeof value !== 'object' || value === null) return wrong()
      const levels = Object.values(value).map(String)
      return levels.every(isOption) ? levels : wrong()
    }
    case 'checkbox':
      return word === '1' ? 1 : word === '0' ? 0 : wrong()
    case 'number':
      return word !== null && Number.isFinite(Number(word)) ? word : wrong()
    case 'date': {
      const form = dates === 'DD.MM.YYYY' ? /^\d\d\.\d\d\.\d{4}$/ : /^\d{4}-\d\d-\d\d$/
      return word !== null && form.test(word) ? word : wrong()
    }
    case 'text':
    case 'textarea':
      return word ?? wrong()
  }
}

/** As read in a ticket: a select is an object or empty, a checkbox 0 or 1 (facts, 4.6; scenario 10). */
export function shownFields(fields: Kept): { id: number; field_type: string; field_value: unknown }[] {
  return FIELDS.map((one) => ({
    id: one.id,
    field_type: one.type,
    field_value: shown(one, fields[String(one.id)]),
  }))
}

function shown({ type, options }: Field, value: Kept[string] | undefined): unknown {
  const named = (id: unknown) => {
    const known = options.find((each) => String(each.id) === String(id))
    return known ? { id: known.id, name: known.name } : ''
  }
  if (type === 'select') return named(value)
  if (type === 'checkbox') return value ?? 0
  if (type === 'hierarchy')
    return Array.isArray(value) ? Object.fromEntries(value.map((id, at) => [String(at + 1), named(id)])) : ''
  return value ?? ''
}
