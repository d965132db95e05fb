import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'

/** Kept in the engine's small store, so that it lives and is forgotten with everything else. */
const KEY = 'campaigns'

const CampaignSchema = z.object({
  contactId: z.string(),
  campaign: z.string().nullable(),
  skillId: z.number().nullable(),
  /** Until when the skill counts; `null`: without an end. */
  expiredAt: z.iso.datetime({ offset: true }).nullable(),
  /** The thread it was bound to; `null`: it waits for the client's next one. */
  sessionId: z.string().nullable(),
  boundAt: z.iso.datetime().nullable(),
})
export type Campaign = z.infer<typeof CampaignSchema>
const Campaigns = z.array(CampaignSchema)

/** What was distributed, oldest first. */
export function readCampaigns(engine: Engine): readonly Campaign[] {
  return Campaigns.parse(engine.store.storage[KEY] ?? [])
}

export function addCampaign(engine: Engine, campaign: Omit<Campaign, 'sessionId' | 'boundAt'>): void {
  engine.putStorage(KEY, [...readCampaigns(engine), { ...campaign, sessionId: null, boundAt: null }])
}

/** Binds what waits for this client to the thread; answers the newest of it, or `null` when nothing waited. */
export function bindCampaigns(engine: Engine, contactId: string, sessionId: string): Campaign | null {
  const known = readCampaigns(engine)
  const waits = (one: Campaign): boolean => one.contactId === contactId && one.sessionId === null
  const newest = known.findLast(waits) ?? null
  const bound = { sessionId, boundAt: engine.now().toISOString() }
  if (newest)
    engine.putStorage(
      KEY,
      known.map((one) => (waits(one) ? { ...one, ...bound } : one)),
    )
  return newest
}
