import * as z from 'zod/mini'

/**
 * A page that was opened before its gateway was updated meets words it does not know. It takes each for the most neutral one that it
 * knows and loses nothing else of the answer: what is missing or of another type is an error as ever. The gateway itself, and what
 * is asked of it, know no such mercy.
 */

/** `schema`, or where only as much as `least` is there: what `otherwise` makes of it. */
/* @__NO_SIDE_EFFECTS__ */
export function orElse<S extends z.ZodMiniType, L extends z.ZodMiniType, T>(
  schema: S,
  least: L,
  otherwise: (given: z.output<L>) => T,
) {
  // A check that overwrites is the smallest way to another value; that its type is another one, only we know.
  const mended = least.check(z.overwrite(otherwise as (given: z.output<L>) => z.output<L>))
  return z.union([schema, mended as z.ZodMiniType as z.ZodMiniType<T, z.input<L>>])
}

/** One of these words; another one is taken for `neutral`. */
/* @__NO_SIDE_EFFECTS__ */
export function known<const V extends string, const N extends V | null | undefined>(
  words: readonly V[],
  neutral: N,
) {
  return orElse(z.enum(words as readonly [V, ...V[]]), z.string(), () => neutral)
}

/** Those of them that are of this schema; the others are left out. */
/* @__NO_SIDE_EFFECTS__ */
export function knownOnes<S extends z.ZodMiniType>(schema: S) {
  return orElse(z.array(schema), z.array(z.unknown()), (all) =>
    all.flatMap((one) => {
      const read = z.safeParse(schema, one)
      return read.success ? [read.data] : []
    }),
  )
}

/** What a page can say of something only by its `kind`. */
export const OfSomeKind = z.object({ kind: z.string() })
