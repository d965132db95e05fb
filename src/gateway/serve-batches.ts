import { readInput } from '../../process-actions/initiative-message/run.ts'
import { stretchOf } from '../journal/batch.ts'
import type { Jobs } from '../journal/jobs.ts'
import { atMost, carryStretch } from '../outbound/batch/index.ts'
import { asBatch } from './lane.ts'
import type { Workspaces } from './workspaces.ts'

/** Messages of batches that one program has under way at once. */
const AT_ONCE = 32
/** Stretches in hand, so that the slowest message of one does not leave places empty. */
const STRETCHES = 3

/** Carries out whatever stretches of batches the engine hands to this program. */
export async function serveBatches({
  jobs,
  workspaces,
  stopping,
}: {
  readonly jobs: Jobs
  readonly workspaces: Workspaces
  readonly stopping: AbortSignal
}): Promise<void> {
  const atOnce = atMost(AT_ONCE)
  await jobs.work('batch', {
    batchSize: 1,
    handfuls: STRETCHES,
    async work({ workspace: workspaceId, id, version }) {
      const workspace = workspaces.get(workspaceId)
      // A workspace that was removed from the settings may come back with the next start; its batches are woken then.
      if (!workspace) return
      const options = { read: readInput, atOnce, stopping: () => stopping.aborted }
      await asBatch(() => carryStretch(workspace.outbound, id, stretchOf(version), options))
    },
  })
}
