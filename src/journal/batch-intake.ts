import { ReceiptLost, STRETCH, stretchOf, type Batches, type NewRow, type Stretch } from './batch.ts'
import { addToCounts, countOf, lockBatch } from './batch-counts.ts'
import { takeTurn } from './batch-turns.ts'
import { batchOf, type BatchRow } from './batch-table.ts'
import { json, type Ask, type Database } from './database.ts'
import type { HandOver } from './batches.ts'

// A sender that was not heard of for so long is gone; the same list may be sent anew.
const SILENT_MS = 60_000

/** Lists on their way in. */
export function batchIntake(
  { ask, transaction }: Database,
  workspace: string,
  handOver: HandOver,
): Pick<Batches, 'open' | 'add' | 'close' | 'drop'> {
  const mine = async (within: Ask, id: string, receipt: string): Promise<BatchRow> => {
    const row = await lockBatch<BatchRow>(within, workspace, id)
    if (!row || row.receipt !== receipt) throw new ReceiptLost(id)
    return row
  }
  return {
    open: (id, plan, receipt, now) =>
      transaction(async (within) => {
        const gone = new Date(now.getTime() - SILENT_MS)
        await within(
          `delete from batches where workspace = $1 and id = $2 and state = 'receiving' and heard_at < $3`,
          [workspace, id, gone],
        )
        await within(
          `insert into batches (workspace, id, plan, state, receipt, heard_at, created_at)
           values ($1, $2, $3, 'receiving', $4, $5, $5) on conflict do nothing`,
          [workspace, id, json(plan), receipt, now],
        )
        const row = await lockBatch<BatchRow>(within, workspace, id)
        if (!row) throw new Error('A batch that was just begun is not there.')
        return { ours: row.receipt === receipt && row.state === 'receiving', batch: batchOf(row) }
      }),

    add: (id, receipt, rows, now) =>
      transaction(async (within) => {
        const { seq, state } = await mine(within, id, receipt)
        if (state !== 'receiving') throw new ReceiptLost(id)
        await within('update batches set heard_at = $2 where seq = $1', [seq, now])
        await addRows(within, seq, rows)
      }),

    close: (id, receipt, { fingerprint, source }, now) =>
      transaction(async (within) => {
        const row = await mine(within, id, receipt)
        if (row.state !== 'receiving') return
        const { seq, plan } = row
        const [wrong, open] = [await countOf(within, seq, 'invalid'), await countOf(within, seq, 'waiting')]
        const rejected = plan.onInvalid === 'reject' && wrong > 0
        const state = rejected ? 'rejected' : open === 0 ? 'done' : plan.paused ? 'paused' : 'running'
        await within(
          `update batches set state = $2, fingerprint = $3, source = $4, received_at = $5,
             finished_at = case when $2 in ('done', 'rejected') then $5::timestamptz end where seq = $1`,
          [seq, state, fingerprint, json(source), now],
        )
        if (state !== 'running') return
        await takeTurn(within, seq, now)
        await handOver(within, id, await stretchesOf(within, seq))
      }),

    async drop(id, receipt) {
      const sql = `delete from batches where workspace = $1 and id = $2 and receipt = $3 and state = 'receiving'`
      await ask(sql, [workspace, id, receipt])
    },
  }
}

/** The stretches in which rows are still open. */
export async function stretchesOf(
  ask: Ask,
  batch: string,
  state: 'waiting' | 'watching' = 'waiting',
): Promise<Stretch[]> {
  const rows = await ask<{ stretch: number }>(
    `select distinct (n - 1) / $2 as stretch from batch_rows where batch = $1 and state = $3 order by 1`,
    [batch, STRETCH, state],
  )
  return rows.map(({ stretch }) => stretchOf(stretch))
}

/** A row that was added already, because the answer of the database was lost, changes nothing. */
async function addRows(ask: Ask, batch: string, rows: readonly NewRow[]): Promise<void> {
  const given = json(
    rows.map(({ n, line, recipient, person, fault }) => ({
      n,
      line,
      recipient,
      person,
      code: fault?.code ?? '',
      reason: fault,
    })),
  )
  await ask(
    `insert into batch_people (batch, person, n)
     select distinct on (person) $1::bigint, person, n from jsonb_to_recordset($2::jsonb) as given(n integer, person text)
     where person is not null order by person, n on conflict do nothing`,
    [batch, given],
  )
  const added = await ask<{ state: string; code: string; delta: number }>(
    `with given as (select * from jsonb_to_recordset($2::jsonb)
       as given(n integer, line integer, recipient jsonb, person text, code text, reason jsonb)),
     judged as (
       select given.*, first.n as first_n from given
       left join batch_people first on first.batch = $1 and first.person = given.person),
     added as (
       insert into batch_rows (batch, n, line, recipient, state, code, reason)
       select $1, n, line, recipient,
         case when code <> '' then 'invalid' when first_n < n then 'duplicate' else 'waiting' end,
         case when code <> '' then code when first_n < n then 'duplicate' else '' end,
         case when code <> '' then reason when first_n < n then
           jsonb_build_object('code', 'duplicate', 'facts', jsonb_build_object('row', first_n)) end
       from judged on conflict do nothing returning state, code)
     select state, code, count(*)::integer as delta from added group by 1, 2`,
    [batch, given],
  )
  await addToCounts(ask, batch, added)
}
