import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Page } from '../port.ts'
import type { Elma365 } from './api.ts'
import { ListAnswer, type WireItem } from './wire.ts'

/** The largest page that is documented (A1). */
const PAGE = 50

interface Source {
  readonly field: string
  readonly value: string
}

/**
 * Finds contacts by name, phone or email (R-FIND-1) with the list's own filter `tf` (seen in public code: contains, without
 * case). What was typed tells the fields; they are gone through one after the other, and the cursor says where we stand.
 */
export async function searchContacts(
  elma: Elma365,
  query: string,
  cursor: string | null,
): Promise<Page<WireItem>> {
  const sources = sourcesFor(elma, query.trim())
  const { source: at, from } = readCursor(cursor)
  const source = sources[at]
  if (!source) return { items: [], next: null }
  const { result: page, total } = await listBy(elma, source, from)
  const earlier = sources.slice(0, at)
  // Found by an earlier field already: it was given with that one.
  const items = page.filter((item) => !earlier.some(({ field, value }) => contains(item[field], value)))
  // The host may give fewer than asked for, so only its own count tells the end.
  const read = from + page.length
  if (page.length > 0 && read < total) return { items, next: `${at}.${read}` }
  if (at + 1 >= sources.length) return { items, next: null }
  // Short of a page: the next field goes on in the same answer.
  const rest = await searchContacts(elma, query, `${at + 1}.0`)
  return { items: [...items, ...rest.items], next: rest.next }
}

/** All items whose field contains the value, as far as one page goes. */
export async function itemsWith(elma: Elma365, field: string, value: string): Promise<readonly WireItem[]> {
  return (await listBy(elma, { field, value }, 0)).result
}

function sourcesFor({ settings }: Elma365, query: string): Source[] {
  const { nameField, phoneField, emailField } = settings.contacts
  const name = { field: nameField, value: query.replace(/^@/, '') }
  if (query === '') return []
  if (phoneField !== null && /^\+?[\d\s().\-–—‑]{3,}$/.test(query)) {
    return [{ field: phoneField, value: digitsOf(query) }, name]
  }
  return emailField === null ? [name] : [name, { field: emailField, value: name.value }]
}

/** What of a typed phone can be looked for: without punctuation, and without the 8 that stands for +7 in Russia. */
function digitsOf(query: string): string {
  const bare = query.replaceAll(/[\s().\-–—‑]/g, '')
  return /^8\d{10}$/.test(bare) ? bare.slice(1) : bare
}

async function listBy({ web, settings }: Elma365, source: Source, from: number) {
  const { namespace, code } = settings.contacts
  const { result } = await web.read({
    method: 'POST',
    path: path('app', namespace, code, 'list'),
    json: {
      active: true,
      from,
      size: PAGE,
      filter: { tf: { [source.field]: source.value } },
      sortExpressions: [{ field: '__createdAt', ascending: true }],
    },
    answer: ListAnswer,
  })
  return result
}

function contains(value: unknown, part: string): boolean {
  return JSON.stringify(value ?? '')
    .toLowerCase()
    .includes(part.toLowerCase())
}

function readCursor(cursor: string | null): { source: number; from: number } {
  if (cursor === null) return { source: 0, from: 0 }
  const parts = /^(\d)\.(\d{1,6})$/.exec(cursor)
  if (parts) return { source: Number(parts[1]), from: Number(parts[2]) }
  throw new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
