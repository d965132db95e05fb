/** Which histories a card shows: all that was said with the customer (by account), or the sessions of the record alone. */
export const HISTORIES = ['account', 'record'] as const
export type History = (typeof HISTORIES)[number]

/** What an administrator chooses among the histories a card may show, with both at once. */
export const HISTORY_SETTINGS = ['by-account', 'by-record', 'both'] as const
export type HistorySetting = (typeof HISTORY_SETTINGS)[number]

/**
 * Which histories a card offers, the one it shows first in front.
 * @param ofRecord whether there is a record besides the contact whose sessions the host can tell; without one there is nothing to
 * show but the account's, whatever was chosen.
 */
export function historiesOf(setting: HistorySetting, ofRecord: boolean): readonly [History, ...History[]] {
  if (!ofRecord || setting === 'by-account') return ['account']
  return setting === 'by-record' ? ['record'] : ['record', 'account']
}
