import type { Database } from './database.ts'
import type { Attachments, KeptFile } from './files.ts'

// One statement's worth of a file.
const PIECE_BYTES = 512 * 1024

/** A file that an operation under way may still have to send stays, however old it is. */
const NEEDED = `exists (
  select 1 from operations o where o.workspace = a.workspace and o.due_at is not null
    and o.intent->'attachments' @> jsonb_build_array(jsonb_build_object('id', a.id)))`

/** As long as the draft of its owner is young, the form may still send it. */
const DRAFTED = `exists (
  select 1 from drafts d where d.workspace = a.workspace and d.operator_id = a.owner_id and d.changed_at >= $2
    and d.body->'attachments' @> jsonb_build_array(jsonb_build_object('id', a.id)))`

/** What the owner's files take, those that are still coming as well. The length of a piece is known without reading it. */
const TAKEN = `(
  select coalesce(sum(octet_length(p.bytes)), 0) from attachments a
    join attachment_pieces p on p.workspace = a.workspace and p.attachment_id = a.id
  where a.workspace = $1 and a.owner_id = $7)`

interface FileRow {
  readonly id: string
  readonly owner_id: string
  readonly name: string
  readonly type: string
  readonly size: string
}

/** The files of one workspace. */
export function attachments({ ask }: Database, workspace: string): Attachments {
  return {
    async put({ id, ownerId, name, type }, bytes, until, mostBytes = Infinity) {
      const limit = Number.isFinite(mostBytes) ? mostBytes : null
      await ask(
        `insert into attachments (workspace, id, owner_id, name, type, kept_until) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
        [workspace, id, ownerId, name, type, until],
      )
      try {
        let size = 0
        let n = 0
        for await (const piece of pieces(bytes)) {
          size += piece.byteLength
          const sql = `insert into attachment_pieces (workspace, attachment_id, n, bytes)
            select $1, $2, $3, $4 where $5::bigint is null or ${TAKEN} + $6 <= $5 on conflict do nothing returning n`
          const kept = await ask(sql, [workspace, id, n++, piece, limit, piece.byteLength, ownerId])
          if (kept.length > 0) continue
          await ask('delete from attachments where workspace = $1 and id = $2', [workspace, id])
          return null
        }
        await ask('update attachments set size = $3 where workspace = $1 and id = $2', [workspace, id, size])
        return { id, ownerId, name, type, size }
      } catch (error) {
        // If this fails too, the unfinished file goes when its time is over.
        await ask('delete from attachments where workspace = $1 and id = $2', [workspace, id]).catch(
          () => undefined,
        )
        throw error
      }
    },

    async get(id) {
      const [row] = await ask<FileRow>(
        'select id, owner_id, name, type, size from attachments where workspace = $1 and id = $2 and size is not null',
        [workspace, id],
      )
      return row ? keptFile(row) : null
    },

    async *read(id) {
      for (let n = 0; ; n++) {
        const [row] = await ask<{ bytes: Buffer<ArrayBuffer> }>(
          'select bytes from attachment_pieces where workspace = $1 and attachment_id = $2 and n = $3',
          [workspace, id, n],
        )
        if (!row) return
        yield row.bytes
      }
    },

    async keep(id, until) {
      const sql = `update attachments set kept_until = greatest(kept_until, $3)
        where workspace = $1 and id = $2 and size is not null returning 1`
      return (await ask(sql, [workspace, id, until])).length > 0
    },

    async drop(id, ownerId) {
      const sql = `delete from attachments a where workspace = $1 and id = $2 and owner_id = $3 and not ${NEEDED}`
      await ask(sql, [workspace, id, ownerId])
    },
  }
}

/** Forgets files whose time is over, in every workspace. */
export async function pruneAttachments({ ask }: Database, now: Date, draftsSince: Date): Promise<void> {
  await ask(`delete from attachments a where kept_until < $1 and not ${NEEDED} and not ${DRAFTED}`, [
    now,
    draftsSince,
  ])
}

function keptFile({ id, owner_id: ownerId, name, type, size }: FileRow): KeptFile {
  return { id, ownerId, name, type, size: Number(size) }
}

/** The bytes in pieces of one size, however small or large they come. */
async function* pieces(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    waiting.push(chunk)
    size += chunk.byteLength
    if (size < PIECE_BYTES) continue
    const whole = Buffer.concat(waiting)
    let from = 0
    for (; whole.byteLength - from >= PIECE_BYTES; from += PIECE_BYTES)
      yield whole.subarray(from, from + PIECE_BYTES)
    waiting = [whole.subarray(from)]
    size = whole.byteLength - from
  }
  if (size > 0) yield Buffer.concat(waiting)
}
