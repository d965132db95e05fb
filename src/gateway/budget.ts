import type { Budget } from '../hosts/budget.ts'
import type { Log } from '../hosts/log.ts'
import type { RequestBudget } from '../journal/budget.ts'
import { currentLane, heldUp } from './lane.ts'

/** The tenant's budget at its host, for whomever the running work asks: a person, or a machine behind them. */
export function hostBudget(counted: () => RequestBudget, log: Log): Budget {
  return {
    take: (limit) => counted().take(limit, currentLane()),
    waits: () => heldUp()?.line(),
    refused: (ms) => heldUp()?.hold(ms),
    async rest(limit, ms) {
      const about = { restMs: ms, ...(limit.name !== undefined && { limit: limit.name }) }
      log.warn(about, 'The host punishes too many requests: nobody asks it until that ends')
      await counted().rest(limit, ms)
    },
    used: (limit, requests) => counted().used(limit, requests),
    lane: currentLane,
  }
}
