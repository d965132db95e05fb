import { readInput } from '../../process-actions/initiative-message/run.ts'
import { stretchOf } from '../journal/batch.ts'
import type { Jobs } from '../journal/jobs.ts'
import { carryStretch, places, type Places } from '../outbound/batch/index.ts'
import { asBatch } from './lane.ts'
import type { Workspace, Workspaces } from './workspaces.ts'

/**
 * Stretches in hand, so that the slowest message of one does not leave places empty. By twos: with one at a time the engine would look for
 * the next only once per pause, however soon one is done.
 */
const STRETCHES = { batchSize: 2, handfuls: 4 }

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
  // Each host takes as many as it takes.
  const known = new Map<string, Places>()
  const placesOf = ({ id }: Workspace): Places => {
    const made = known.get(id) ?? places(() => performance.now())
    known.set(id, made)
    return made
  }
  await jobs.work('batch', {
    ...STRETCHES,
    async work({ workspace: workspaceId, id, version }) {
      const workspace = workspaces.get(workspaceId)
      // A workspace that was removed from the settings may come back with the next start; its batches are woken then.
      if (!workspace) return
      const held = placesOf(workspace)
      const options = { read: readInput, atOnce: held.atOnce, stopping: () => stopping.aborted }
      await asBatch(() => carryStretch(workspace.outbound, id, stretchOf(version), options), held)
    },
  })
}
