import { z } from 'zod'
import { checked } from '../http.ts'

/** How a dialect behaves where its vendor leaves things open; tests switch it through the oracle. */
export interface Holder<Profile> {
  readonly now: Profile
  get(): Profile
  /** Changes the named options. Throws `BadBody` for unknown ones. */
  set(patch: unknown): void
  reset(): void
}

/** A profile that starts with the schema's defaults. */
export function hold<Profile extends object>(schema: z.ZodType<Profile>): Holder<Profile> {
  const usual = schema.parse({})
  let now = usual
  return {
    get now() {
      return now
    },
    get: () => now,
    set(patch) {
      const named = checked(z.record(z.string(), z.unknown()), patch)
      now = checked(schema, { ...now, ...named })
    },
    reset() {
      now = usual
    },
  }
}
