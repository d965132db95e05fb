import { createHash } from 'node:crypto'
import type { BatchPlan } from '../../journal/batch.ts'
import { InvalidInput, type Outbound } from '../../outbound/index.ts'
import { receiveBatch, type List, type ReadStep } from '../../outbound/batch/index.ts'
import type { Locale } from '../../words/index.ts'
import { columnsOf, recipientOf, type Column } from './columns.ts'
import { CsvFault, openCsv, type CsvFile } from './csv.ts'
import type { Encoding } from './encoding.ts'
import { openJson } from './json.ts'
import { BatchIdSchema, planOf, type OrderQuery } from './order.ts'
import { fileNameIn } from './file-name.ts'
import { headerSentence, LIST_WORDS } from './words.ts'

/** A request with a list, as it comes. */
export interface IncomingList {
  readonly contentType: string
  readonly idempotencyKey: string | undefined
  readonly contentDisposition: string | undefined
  readonly query: OrderQuery
  /** The query as it was written, for the print of the request. */
  readonly search: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly locale: Locale
  /** Why the answers must not be posted there; `null`: they may. */
  callbackFault(url: string): Promise<string | null>
}

const MOST_ROWS = 1_000_000

/** Takes the list in while it comes, in the memory of some thousand rows. @throws whatever `receiveBatch` does, and Problem. */
export async function takeList(
  o: Outbound,
  read: ReadStep,
  incoming: IncomingList,
): ReturnType<typeof receiveBatch> {
  const { contentType, query, locale } = incoming
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim())
  const printed = printing(incoming.bytes, `${type.toLowerCase()}\n${incoming.search}\n`)
  const fileName = fileNameIn(incoming.contentDisposition)
  const receive = async (
    id: string | undefined,
    plan: BatchPlan,
    list: Pick<List, 'own' | 'rows' | 'source'>,
  ) => {
    const { callbackUrl } = plan.step
    const fault = typeof callbackUrl === 'string' ? await incoming.callbackFault(callbackUrl) : null
    if (fault !== null) throw wrong('step.callbackUrl', fault)
    const whole: List = { ...list, rows: () => atMostRows(list.rows(), locale), fingerprint: printed.print }
    return receiveBatch(o, read, { id: idOf(o, id, incoming), plan }, whole)
  }
  if (/^text\/csv$/i.test(type)) {
    const list = await csvList(printed.source, charsetOf(parameters, locale), locale)
    return receive(query.id, planOf(query, fileName), list)
  }
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(type))
    throw wrong('Content-Type', LIST_WORDS[locale].contentType)
  const { order, list } = await openJson(printed.source)
  return receive(order.id, planOf(order, fileName), list)
}

/** R-ONCE-1. Both names of the id say the same thing, so they must say the same. */
function idOf(o: Outbound, id: string | undefined, { idempotencyKey, locale }: IncomingList): string {
  if (idempotencyKey === undefined) return id ?? o.newId()
  const key = idempotencyKey.trim().replace(/^"(.*)"$/, '$1')
  const checked = BatchIdSchema.safeParse(key)
  if (!checked.success) throw wrong('Idempotency-Key', checked.error.issues[0]?.message ?? '')
  if (id !== undefined && id !== key) throw wrong('id', LIST_WORDS[locale].idTwice)
  return key
}

async function csvList(
  source: AsyncIterator<Uint8Array>,
  charset: Encoding | null,
  locale: Locale,
): Promise<Pick<List, 'own' | 'rows' | 'source'>> {
  const say = (error: unknown): unknown => {
    if (!(error instanceof CsvFault)) return error
    return wrong(`line ${error.line}`, LIST_WORDS[locale].file[error.kind](error.line))
  }
  const file = await openCsv(source, charset).catch((error: unknown) => {
    throw say(error)
  })
  const found = columnsOf(file.header)
  if ('fault' in found) throw wrong('header', headerSentence(found.fault, locale))
  const { columns } = found
  const has = (meaning: Column['meaning']): boolean => columns.some((column) => column.meaning === meaning)
  return {
    own: { line: has('line'), text: has('text'), template: has('template') },
    async *rows() {
      try {
        for await (const { line, cells } of file.rows())
          yield cells
            ? { line, ...recipientOf(columns, cells) }
            : { line, recipient: { to: null }, fault: { code: 'mixed-encoding' } }
      } catch (error) {
        throw say(error)
      }
    },
    source: () => sourceOf(file, columns),
  }
}

function sourceOf(file: CsvFile, columns: readonly Column[]): ReturnType<List['source']> {
  return { format: 'csv', encoding: file.encoding(), separator: file.separator, columns }
}

async function* atMostRows<T>(rows: AsyncIterable<T>, locale: Locale): AsyncGenerator<T> {
  let n = 0
  for await (const row of rows) {
    if (++n > MOST_ROWS) throw wrong('recipients', LIST_WORDS[locale].tooMany)
    yield row
  }
}

/** The bytes with a print of all of them; whoever asks for it reads what is left. */
function printing(bytes: AsyncIterable<Uint8Array>, about: string) {
  const hash = createHash('sha256').update(about)
  async function* read(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece)
      yield piece
    }
  }
  const source = read()
  let print: string | null = null
  return {
    source: source as AsyncIterator<Uint8Array>,
    async print(): Promise<string> {
      while (!(await source.next()).done);
      return (print ??= hash.digest('hex'))
    },
  }
}

function charsetOf(parameters: readonly string[], locale: Locale): Encoding | null {
  const told = /^charset="?([^"]+)"?$/i.exec(parameters.find((part) => /^charset=/i.test(part)) ?? '')?.[1]
  if (told === undefined) return null
  const charset = ENCODINGS[told.toLowerCase()]
  if (!charset) throw wrong('Content-Type', LIST_WORDS[locale].charset)
  return charset
}

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1251': 'windows-1251',
  cp1251: 'windows-1251',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

const wrong = (path: string, message: string): InvalidInput => new InvalidInput([{ path, message }])
