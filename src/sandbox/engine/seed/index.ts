import type { SeedName, Store } from '../types.ts'
import { demoSeed } from './demo.ts'
import { emptySeed } from './empty.ts'

const SEED_MAKERS: Readonly<Record<SeedName, (now: Date) => Store>> = { demo: demoSeed, empty: emptySeed }

/** A fresh store; histories end shortly before `now`. */
export function seedStore(seed: SeedName, now: Date): Store {
  return SEED_MAKERS[seed](now)
}
