/**
 * What one may do in a session beside answering. A note stays among the staff and is never sent. The names alone, for the browser; the
 * rules stand in `session-deeds.ts`.
 */
export const SESSION_DEEDS = ['note', 'take', 'hand-over', 'close', 'reopen'] as const
export type SessionDeedKind = (typeof SESSION_DEEDS)[number]
