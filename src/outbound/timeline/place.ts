import * as z from 'zod/mini'
import { InvalidInput } from '../errors.ts'

const Text = z.string().check(z.maxLength(1000))
const At = z.iso.datetime()

/** How far a list came: the time of the last one, and who had it (many may share one second). */
const MarkSchema = z.object({ at: At, ids: z.array(Text).check(z.maxLength(60)) })

/** One session being read. `page`: the host's cursor of the page; `last`: what was given of it last, `null`: nothing of that page. */
const FrontSchema = z.object({
  id: Text,
  page: z.nullable(Text),
  last: z.nullable(z.object({ id: z.nullable(Text), at: At })),
  /** Was the session itself given with an earlier page? */
  shown: z.boolean(),
})

const PlaceSchema = z.object({
  /** Nothing later is given; `null`: from the newest. */
  cap: z.nullable(At),
  /** The time of the last message given. */
  given: z.nullable(At),
  /** The newest activity when the sessions were looked at last: what is newer has jumped to the front since. */
  mark: z.nullable(MarkSchema),
  /** The page of sessions being opened, and how far the list came, on whatever page; `null`: there are no more. */
  list: z.nullable(z.object({ page: z.nullable(Text), passed: z.nullable(MarkSchema) })),
  fronts: z.array(FrontSchema).check(z.maxLength(40)),
  /** Sessions that came to their end with the very time of the last message given. */
  ended: z.array(Text).check(z.maxLength(60)),
})

/** Where a timeline goes on: all of it stands in the cursor, so that any replica can go on. */
export type Place = z.infer<typeof PlaceSchema>
export type Mark = z.infer<typeof MarkSchema>
export type FrontPlace = z.infer<typeof FrontSchema>

/** The beginning: the newest message, or the newest of a time (`at`). */
export function beginning(at: string | null): Place {
  return { cap: at, given: at, mark: null, list: { page: null, passed: null }, fronts: [], ended: [] }
}

/** A place as a text that comes back. */
export function writePlace(place: Place): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @throws InvalidInput (query, `cursor`) for a cursor that is not ours. */
export function readPlace(cursor: string): Place {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    return PlaceSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw new InvalidInput([{ path: 'cursor', message: 'was not given by us' }], 'query')
  }
}
