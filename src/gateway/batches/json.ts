import type * as z from 'zod'
import { InvalidInput } from '../../outbound/index.ts'
import type { List, ListRow } from '../../outbound/batch/index.ts'
import { parseJson } from '../body.ts'
import { Problem } from '../problems.ts'
import { JsonListCutter, JsonListFault } from './json-list.ts'
import { OrderSchema } from './order.ts'
import { readRecipient } from './recipient.ts'

/** So much of the list (in characters) is read ahead for the sake of what stands behind it; in a longer body all else stands before. */
const READ_AHEAD = 4 * 1024 * 1024

export interface JsonOrder {
  readonly order: z.output<typeof OrderSchema>
  readonly list: Pick<List, 'own' | 'rows' | 'source'>
}

/**
 * Reads a JSON body whose `recipients` may be of any length. @throws InvalidInput, Problem `malformed-json`.
 */
export async function openJson(source: AsyncIterator<Uint8Array>): Promise<JsonOrder> {
  const texts = textsOf(source)
  const cutter = new JsonListCutter('recipients')
  const cut = (text: string): string[] => {
    try {
      return cutter.push(text)
    } catch (error) {
      throw error instanceof JsonListFault ? refusalOf(error) : error
    }
  }
  const ahead: string[] = []
  let size = 0
  let ended = false
  while (!ended && (size < READ_AHEAD || cutter.place !== 'inside')) {
    const { done, value } = await texts.next()
    ended = done === true
    for (const member of done ? [] : cut(value)) {
      ahead.push(member)
      size += member.length
    }
  }
  // What stands before a long list is closed as if the list were empty.
  const order = orderOf(ended ? cutter.head : `${cutter.head}]}`)
  const headLength = cutter.head.length

  async function* rows(): AsyncGenerator<ListRow> {
    for (const member of ahead.splice(0)) yield rowOf(member)
    for await (const text of texts) for (const member of cut(text)) yield rowOf(member)
    if (!ended) onlyTheEnd(cutter.head.slice(headLength))
  }
  return {
    order,
    list: {
      own: { line: false, text: false, template: false },
      rows,
      source: () => ({ format: 'json' }),
    },
  }
}

function rowOf(member: string): ListRow {
  return { line: null, ...readRecipient(parseJson(member)) }
}

function orderOf(head: string): z.output<typeof OrderSchema> {
  const checked = OrderSchema.safeParse(parseJson(head))
  if (checked.success) return checked.data
  throw new InvalidInput(
    checked.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: [...issue.path, key].join('.'),
            message: 'there is no such field',
          }))
        : [{ path: issue.path.map(String).join('.') || 'body', message: issue.message }],
    ),
  )
}

/** Behind a long list nothing but the end of the body may come: what it said would be too late. */
function onlyTheEnd(tail: string): void {
  if (/^\s*\]?\s*\}\s*$/.test(tail)) return
  const key = /"([^"]*)"\s*:/.exec(tail)?.[1]
  if (key === undefined) throw new Problem('malformed-json')
  throw new InvalidInput([{ path: key, message: 'must stand before recipients when the list is this long' }])
}

/** @throws Problem `malformed-json` for what is no UTF-8. */
async function* textsOf(source: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new Problem('malformed-json')
    }
  }
  for (;;) {
    const { done, value } = await source.next()
    yield decode(done ? undefined : value)
    if (done) return
  }
}

function refusalOf({ kind }: JsonListFault): Problem | InvalidInput {
  if (kind === 'malformed') return new Problem('malformed-json')
  if (kind === 'list-twice') return new InvalidInput([{ path: 'recipients', message: 'stands there twice' }])
  if (kind === 'member-too-long')
    return new InvalidInput([{ path: 'recipients', message: 'one of them is longer than 256 kB' }])
  return new Problem('body-too-large', { about: '262144', headers: { Connection: 'close' } })
}
