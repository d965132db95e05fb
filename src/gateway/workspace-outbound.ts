import { hash, randomUUID } from 'node:crypto'
import type { Outbound } from '../outbound/index.ts'
import { conditionsOf } from './conditions.ts'
import { RELEASE } from './release.ts'
import { wait } from './waiting.ts'
import type { WorkspaceSettings } from './workspace-settings.ts'

/** The use cases of one workspace, as its administrator has set them. */
export function outboundOf(
  { id, consent, caps, quietHours, ...chosen }: WorkspaceSettings,
  means: Pick<Outbound, 'host' | 'journal' | 'now' | 'log' | 'fetchFile'>,
): Outbound {
  return {
    ...means,
    workspace: {
      id,
      country: chosen.country,
      templateBindings: chosen.templateBindings,
      templateVariables: chosen.templateVariables,
      history: chosen.history,
      ...(chosen.readers && { readers: chosen.readers }),
      recordPages: chosen.recordPages,
      uploadQuotaBytes: chosen.uploadQuotaBytes,
      conditions: conditionsOf({ consent, caps, quietHours }),
    },
    newId: randomUUID,
    release: RELEASE,
    digest: (text) => hash('sha256', text),
    wait,
  }
}
