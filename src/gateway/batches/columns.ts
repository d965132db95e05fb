import type { Recipient, RowReason } from '../../journal/batch.ts'

/** What a column is taken for. */
export const MEANINGS = [
  'contactId',
  'address',
  'recordType',
  'recordId',
  'line',
  'channel',
  'text',
  'subject',
  'template',
  'value',
  'nothing',
] as const
type Meaning = (typeof MEANINGS)[number]

export interface Column {
  /** As in the header; of a value without `variables.` before it. */
  readonly name: string
  readonly meaning: Meaning
}

/** Why a header will not do. */
export type HeaderFault =
  | { readonly kind: 'no-recipient'; readonly found: readonly string[] }
  | { readonly kind: 'several-addresses'; readonly found: readonly string[] }
  | { readonly kind: 'no-record-type' }
  | { readonly kind: 'twice'; readonly name: string }
  | { readonly kind: 'no-name'; readonly column: number }

const KNOWN: Readonly<Record<string, Meaning>> = {
  contactid: 'contactId',
  address: 'address',
  recordtype: 'recordType',
  recordid: 'recordId',
  line: 'line',
  channel: 'channel',
  text: 'text',
  subject: 'subject',
  template: 'template',
  templateid: 'template',
}
/** Taken for the address only where nothing says more clearly whom a row means, and only one of them is there. */
const ALSO_ADDRESSES: ReadonlySet<string> = new Set([
  'phone',
  'email',
  'телефон',
  'почта',
  'адрес',
  'эл.почта',
])

/** What each column is, by the header of a file. */
export function columnsOf(
  header: readonly string[],
): { readonly columns: readonly Column[] } | { readonly fault: HeaderFault } {
  const names = header.map((name) => name.trim())
  const columns = names.map(columnOf)
  const unnamed = names.findIndex(
    (name, index) => name === '' && names.slice(index).some((later) => later !== ''),
  )
  if (unnamed !== -1) return { fault: { kind: 'no-name', column: unnamed + 1 } }
  const keys = columns.map(({ name, meaning }) => (meaning === 'value' ? `value ${name}` : meaning))
  const twice = columns.find(
    ({ meaning }, index) => meaning !== 'nothing' && keys.indexOf(keys[index] ?? '') < index,
  )
  if (twice) return { fault: { kind: 'twice', name: twice.name } }
  const has = (meaning: Meaning): boolean => columns.some((column) => column.meaning === meaning)
  if (has('recordId') && !has('recordType')) return { fault: { kind: 'no-record-type' } }
  if (has('contactId') || has('address') || has('recordId')) return { columns }
  const addresses = columns.filter(({ name }) => ALSO_ADDRESSES.has(name.toLowerCase().replaceAll(' ', '')))
  const [only, ...others] = addresses
  const found = names.filter((name) => name !== '')
  if (!only) return { fault: { kind: 'no-recipient', found } }
  if (others.length > 0)
    return { fault: { kind: 'several-addresses', found: addresses.map(({ name }) => name) } }
  return { columns: columns.map((column) => (column === only ? { ...column, meaning: 'address' } : column)) }
}

function columnOf(name: string): Column {
  if (name === '') return { name, meaning: 'nothing' }
  const value = /^(?:variables|values)\.(.+)$/.exec(name)?.[1]
  if (value !== undefined) return { name: value, meaning: 'value' }
  const plain = name.toLowerCase().replace(/^(?:to|message)\./, '')
  const key = plain.replaceAll(/[\s_.-]/g, '')
  return { name, meaning: (Object.hasOwn(KNOWN, key) && KNOWN[key]) || 'value' }
}

/** A row by its columns, and what is wrong with it as a row. */
export function recipientOf(
  columns: readonly Column[],
  cells: readonly string[],
): { readonly recipient: Recipient; readonly fault: RowReason | null } {
  const of = (meaning: Meaning): string =>
    clean(cells[columns.findIndex((column) => column.meaning === meaning)] ?? '')
  const given = (meaning: Meaning): string | undefined => of(meaning) || undefined
  const values = columns.flatMap(({ name, meaning }, index) =>
    meaning === 'value' ? [[name, clean(cells[index] ?? '')] as const] : [],
  )
  const aims = [
    ...(given('contactId') ? [{ contactId: of('contactId') }] : []),
    ...(given('address') ? [{ address: of('address') }] : []),
    ...(given('recordId') ? [{ record: { type: of('recordType'), id: of('recordId') } }] : []),
  ]
  const own = Object.fromEntries(
    (['line', 'channel', 'text', 'subject', 'template'] as const).flatMap((meaning) =>
      given(meaning) === undefined ? [] : [[meaning, of(meaning)]],
    ),
  )
  const recipient: Recipient = {
    to: aims[0] ?? null,
    ...own,
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
  }
  return { recipient, fault: rowFault(columns, cells, aims.length) }
}

function rowFault(columns: readonly Column[], cells: readonly string[], aims: number): RowReason | null {
  const more = cells.some(
    (cell, index) => cell.trim() !== '' && (columns[index]?.meaning ?? 'nothing') === 'nothing',
  )
  const named = columns.findLastIndex(({ meaning }) => meaning !== 'nothing') + 1
  if (more || cells.length < named)
    return { code: 'wrong-cells', facts: { cells: cells.length, columns: named } }
  if (cells.some((cell) => cell.includes('\0'))) return { code: 'mixed-encoding' }
  return aims > 1 ? { code: 'several-recipients' } : null
}

/** Without blanks around, and without the quote that keeps a spreadsheet from taking `+7…` for a formula. */
function clean(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '')
}
