import { getTimezonesForCountry } from 'countries-and-timezones'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { isTimeZone } from '../domain/schedule.ts'
import type { RecordRef } from '../domain/words.ts'
import { kept, optional } from './kept.ts'
import type { Outbound, QuietHours } from './types.ts'

/** Who is written to, as far as it tells where they are. */
export interface Whereabouts {
  readonly lineId: string
  readonly address: string
  readonly contactId: string | null
  /** The record that the process named; `null`: none. */
  readonly record: RecordRef | null
}

// A zone seldom changes, and a process may write to one customer several times in a row.
const FOR_MS = 60_000

/**
 * In which time zones the recipient may be: the one that a field of the record names, else those of the phone's country, else the
 * line's. A country with several zones gives all of them, or the line's where the settings say so (R-TIME-2).
 */
export async function zonesOf(o: Outbound, quiet: QuietHours, who: Whereabouts): Promise<readonly string[]> {
  const named = await namedZone(o, quiet.zoneFields, who)
  if (named !== null) return [named]
  const line = lineZone(quiet, who.lineId)
  const possible = zonesOfPhone(who.address)
  if (possible.length === 0 || (possible.length > 1 && quiet.severalZones === 'line')) return [line]
  return possible
}

/** Where the line's people are. */
export function lineZone({ lineZones, zone }: QuietHours, lineId: string): string {
  return Object.hasOwn(lineZones, lineId) ? (lineZones[lineId] ?? zone) : zone
}

/** Every zone of the country whose number it is; none for what is no phone, or of no one country. */
export function zonesOfPhone(address: string): readonly string[] {
  const country = /^\+\d/.test(address) ? parsePhoneNumberFromString(address)?.country : undefined
  if (country === undefined) return []
  return (getTimezonesForCountry(country) ?? []).map(({ name }) => name).filter(isTimeZone)
}

/** The first of these fields that holds the name of a zone. A record that cannot be read names none. */
async function namedZone(
  o: Outbound,
  fields: readonly string[],
  { record, contactId }: Whereabouts,
): Promise<string | null> {
  for (const field of fields) {
    const type = field.split('.', 1)[0]
    const contact = contactId === null ? null : { type: 'contact', id: contactId }
    const about = record?.type === type ? record : type === 'contact' ? contact : null
    const value = about && (await valueOf(o, about, field))?.trim()
    if (value && isTimeZone(value)) return value
  }
  return null
}

async function valueOf(o: Outbound, record: RecordRef, field: string): Promise<string | null> {
  const ask = o.host.records?.fields
  if (!ask) return null
  const asked = kept(o, `fields ${record.type} ${record.id}`, FOR_MS, () => ask(record))
  const known = await optional(o, 'the time zone of a record', [], asked)
  return known.find(({ id }) => id === field)?.value ?? null
}
