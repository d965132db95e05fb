import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'

/** How long it stays with a worker of whom nothing is heard. */
const LEASE_MS = 15_000

/** Until when whoever takes an initiative now has it. */
export function leaseUntil(o: Outbound): Date {
  return new Date(o.now().getTime() + LEASE_MS)
}

/** What to do next with an initiative that is in our hands; `null`: it rests, or is in other hands. */
export type Next = { readonly go: 'leave' | 'carry' | 'evaluate'; readonly initiative: KeptInitiative } | null
