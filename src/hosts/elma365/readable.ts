import * as z from 'zod'

/** The value shapes of fields (A2) that people can read. */
const Shape = z.union([
  z
    .object({ cents: z.number(), currency: z.string() })
    .transform(({ cents, currency }) => `${amountOf(cents)} ${currency}`),
  z.tuple([z.object({ tel: z.string() })], z.unknown()).transform(([{ tel }]) => tel),
  z.tuple([z.object({ email: z.string() })], z.unknown()).transform(([{ email }]) => email),
  z.array(z.object({ name: z.string() })).transform((all) => all.map(({ name }) => name).join(', ')),
  z
    .object({ lastname: z.string(), firstname: z.string(), middlename: z.string() })
    .partial()
    .transform(({ lastname, firstname, middlename }) =>
      [lastname, firstname, middlename].filter(Boolean).join(' '),
    ),
])

/** The value of a field as people read it. `null`: empty, or nothing to read (a reference, a switch). */
export function readable(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'string' ? dayOf(value) : (Shape.safeParse(value).data ?? '')
  return text.trim() === '' ? null : text
}

/** A moment is told by its day: to people the hour of a field is noise. */
function dayOf(text: string): string {
  return z.iso.datetime({ offset: true }).safeParse(text).success ? text.slice(0, 10) : text
}

/** `18600`, or `18600.50` where there are cents. */
function amountOf(cents: number): string {
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2)
}
