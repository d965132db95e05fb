import { HostError } from '../errors.ts'
import type { ChatwootSettings } from './settings.ts'

export type Kind = keyof ChatwootSettings['idPrefixes']

export interface Ids {
  /** Ours, from the host's number. */
  ours(kind: Kind, id: number): string
  /** The host's number in our id; `null` when it is none of this kind, so that nobody has it. */
  theirs(kind: Kind, id: string): number | null
  /** As `theirs`. @throws HostError `unknown-id`. */
  known(kind: Kind, id: string): number
}

/** The host's ids are integers; ours are texts, with a prefix where the settings have one. */
export function idsOf(prefixes: ChatwootSettings['idPrefixes']): Ids {
  const theirs = (kind: Kind, id: string): number | null => {
    const prefix = prefixes[kind]
    if (!id.startsWith(prefix)) return null
    const digits = id.slice(prefix.length)
    const number = /^[1-9]\d{0,15}$/.test(digits) ? Number(digits) : Number.NaN
    return Number.isSafeInteger(number) ? number : null
  }
  return {
    ours: (kind, id) => `${prefixes[kind]}${id}`,
    theirs,
    known: (kind, id) => {
      const number = theirs(kind, id)
      if (number === null) throw unknownId()
      return number
    },
  }
}

/** For an id that is not ours or leads nowhere; nothing was done. */
export function unknownId(): HostError {
  return new HostError('The host does not know this id.', {
    kind: 'fix-data',
    code: 'unknown-id',
    happened: 'no',
  })
}

/** For what the host would not understand; nothing was asked. */
export function badRequest(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-data', code: 'bad-request', happened: 'no' })
}

/** For what the settings or the host’s setup lack; nothing was done. */
export function incomplete(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-setup', code: 'setup-incomplete', happened: 'no' })
}
