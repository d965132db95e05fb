/** The use cases. None of them needs Node; all need a host and a journal. */
export * from './errors.ts'
export { EarlyEnd } from './early-end.ts'
export * from './step-types.ts'
export * from './types.ts'
export { checkAddress } from './addresses.ts'
export { listCannedReplies } from './canned-replies.ts'
export { openCard } from './card.ts'
export { readConsent, recordConsent } from './consent-book.ts'
export { createContact, searchContacts } from './contacts.ts'
export { listMessages, listSessions } from './conversation.ts'
export { dropDraft, readDraft, saveDraft } from './drafts.ts'
export { judge, type Judge } from './judge.ts'
export { offersOf } from './offers.ts'
export { noteMark, showMarked } from './pushed.ts'
export { readerFindings } from './reader-findings.ts'
export { mustWrite } from './readers.ts'
export { recover } from './recover.ts'
export { contactOf, refreshContact, refreshSession } from './refresh.ts'
export { cleanFileName } from './files.ts'
export { repeatAfter } from './repeat.ts'
export { idOfAgain, sendAgain } from './again.ts'
export { BEGUN, dropBegun, readBegun, saveBegun } from './session-drafts.ts'
export { sessionChoices, sessionOffers } from './session-offers.ts'
export { doInSession, type DeedAsked } from './session-deed.ts'
export { noteWriter, shownSession } from './shown-session.ts'
export { operationFor, reply, startSession } from './start.ts'
export { initiativeMessage } from './step.ts'
export { operationReport } from './report.ts'
export { FileBrokeOff } from './initiative/fetch-files.ts'
export { advanceInitiative } from './initiative/advance.ts'
export { cancelInitiative, cancelInitiatives } from './initiative/cancel.ts'
export { eventsAfter } from './stream.ts'
export {
  deedsOf,
  failureClassesOf,
  failuresOf,
  retryClass,
  troubleCounts,
  unknownsOf,
  waitingOf,
} from './troubles.ts'
export { messagesAround } from './around.ts'
export { auditOf } from './audit.ts'
export { searchHistory } from './timeline/search.ts'
export { showHistory } from './timeline/show.ts'
export { TIMELINE_AUTHORS } from './timeline/filter.ts'
export { catalogueOf } from './templates.ts'
export { waysOf } from './ways.ts'
