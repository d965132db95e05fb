import type { Ask, Database } from './database.ts'
import type { PlanWakeUps, QueueName } from './jobs.ts'

const MOST_OVERDUE = 1000

/** A row that waits on the engine: one wake-up stands for its version and its time. */
export interface VersionedRow {
  readonly version: number
  readonly due_at: Date | null
}

/** A table of such rows. */
export interface Table {
  readonly name: string
  /** The column of its id inside a workspace. */
  readonly id: string
  readonly queue: QueueName
}

export interface Versioned<Row extends VersionedRow> {
  /**
   * Takes the row for a while, when this is its version and its time has come; `null`: not. If the taker dies, the row is woken
   * again at `until`. A wake-up that came too early by our clock is planned anew.
   */
  take(id: string, version: number, now: Date, until: Date): Promise<Row | null>
  /** Compare and set: `null` when the row has gone further. Columns by name; `due_at: null` ends the waiting. */
  change(
    id: string,
    version: number,
    columns: Readonly<Record<string, unknown>>,
    now: Date,
    alongside?: (within: Ask, row: Row) => Promise<void>,
  ): Promise<Row | null>
  /** Plans the wake-up of a row that was just written. */
  wake(within: Ask, id: string, row: VersionedRow, now: Date): Promise<void>
}

/**
 * Changes of rows that wait. Each change and the wake-up for its new version are one transaction, so a row never waits for nothing,
 * and a wake-up that comes twice, or late, finds another version and changes nothing.
 */
export function versioned<Row extends VersionedRow>(
  { transaction }: Database,
  plan: PlanWakeUps,
  workspace: string,
  { name, id: idColumn, queue }: Table,
): Versioned<Row> {
  const wake = async (
    within: Ask,
    id: string,
    { version, due_at: dueAt }: VersionedRow,
    now: Date,
  ): Promise<void> => {
    if (dueAt === null) return
    await plan(queue, [{ workspace, id, version, inMs: dueAt.getTime() - now.getTime() }], within)
  }
  const here = `workspace = $1 and ${idColumn} = $2 and version = $3`

  return {
    wake,

    take: (id, version, now, until) =>
      transaction(async (within) => {
        const [row] = await within<Row>(
          `update ${name} set version = version + 1, due_at = $5 where ${here} and due_at <= $4 returning *`,
          [workspace, id, version, now, until],
        )
        const [early] = row
          ? [row]
          : await within<Row>(`select * from ${name} where ${here}`, [workspace, id, version])
        if (early) await wake(within, id, early, now)
        return row ?? null
      }),

    change: (id, version, columns, now, alongside) =>
      transaction(async (within) => {
        const names = Object.keys(columns)
        const sets = names.map((column, n) => `${column} = $${n + 5}`)
        const [row] = await within<Row>(
          `update ${name} set ${['version = version + 1', 'changed_at = $4', ...sets].join(', ')} where ${here} returning *`,
          [workspace, id, version, now, ...names.map((column) => columns[column])],
        )
        if (!row) return null
        await wake(within, id, row, now)
        await alongside?.(within, row)
        return row
      }),
  }
}

/**
 * Wakes rows whose time has long passed, once more: whose wake-up was dropped because their workspace was not served, or is missing
 * because only our tables came back from a backup. One wake-up too many changes nothing.
 */
export async function wakeOverdue(
  { transaction }: Database,
  plan: PlanWakeUps,
  { name, id, queue }: Table,
  before: Date,
): Promise<void> {
  await transaction(async (within) => {
    const rows = await within<{ workspace: string; id: string; version: number }>(
      `select workspace, ${id} as id, version from ${name} where due_at < $1 order by due_at limit ${MOST_OVERDUE}`,
      [before],
    )
    await plan(
      queue,
      rows.map((row) => ({ ...row, inMs: 0 })),
      within,
    )
  })
}
