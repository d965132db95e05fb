import type { Budget } from '../hosts/budget.ts'
import type { Log } from '../hosts/log.ts'
import type { RequestBudget } from '../journal/budget.ts'
import { currentLane } from './lane.ts'

/** The tenant's budget at its host, for whomever the running work asks: a person, or a machine behind them. */
export function hostBudget(counted: () => RequestBudget, log: Log): Budget {
  return {
    take: (policy) => counted().take(policy, currentLane()),
    async rest(ms) {
      log.warn({ restMs: ms }, 'The host punishes too many requests: nobody asks it until that ends')
      await counted().rest(ms)
    },
  }
}
