import { StepInputSchema, StepOutputSchema } from '../../../process-actions/initiative-message/schemas.ts'
import * as app from '../../wire/app.ts'
import * as drafts from '../../wire/draft.ts'
import * as form from '../../wire/form.ts'
import * as people from '../../wire/people.ts'
import * as requests from '../../wire/requests.ts'
import * as rules from '../../wire/rules.ts'
import { AroundSchema, AuditSchema, HistorySearchSchema } from '../../wire/history.ts'
import { StreamEventSchema } from '../../wire/stream.ts'
import { TimelineSchema } from '../../wire/timeline.ts'
import * as troubles from '../../wire/troubles.ts'
import * as wire from '../../wire/schemas.ts'
import { BatchPageSchema, BatchPeopleSchema, BatchSchema } from '../batches/schemas.ts'
import type { Route } from '../route.ts'
import { CallbackPageSchema, CallbackSchema } from '../callback-schemas.ts'
import { ReportSchema, VerdictBodySchema } from '../step-schemas.ts'
import { readAddress } from './addresses.ts'
import { beginSignIn, issueAppContext, proveSignIn, showApp, signOut, tellStanding } from './app.ts'
import { forgetAnswerDraft, keepAnswerDraft, readAnswerDraft, readSessionOffers } from './answers.ts'
import { fetchFile, forgetFile, keepFile } from './attachments.ts'
import { readBatchErrors, readBatchResults } from './batch-files.ts'
import { readBatchPeople } from './batch-people.ts'
import { beginBatch, moveBatches, readBatch, readBatches, retryBatch } from './batches.ts'
import { readCallbacks, retryCallback } from './callbacks.ts'
import { cancelMany, cancelOne } from './cancel.ts'
import { readCannedReplies } from './canned-replies.ts'
import { readCard } from './card.ts'
import { ConsentSchema, keepConsent, lookUpConsent } from './consents.ts'
import { addContact, findContacts, readSessions, readWays } from './contacts.ts'
import { issueContext } from './contexts.ts'
import { forgetDraft, keepDraft } from './drafts.ts'
import { readElementTemplate } from './element-template.ts'
import { alive, ready } from './health.ts'
import { probeHook, receiveHook, receiveHookByAddress } from './hooks.ts'
import { describeRoutes } from './openapi.ts'
import { readOffers } from './offers.ts'
import { readOperation, repeatAfterStep } from './operations.ts'
import { judgeOperation } from './verdict.ts'
import { ProbeSchema, probeHost } from './probe.ts'
import {
  addNote,
  closeSession,
  handOverSession,
  putOperationAway,
  readChoices,
  reopenSession,
  sendOperationAgain,
  takeSession,
} from './session-deeds.ts'
import { answerInSession, beginSession, readAround, readMessages } from './sessions.ts'
import { serveWidget, showConversation, showOperations } from './static.ts'
import { sendInitiativeMessage } from './step.ts'
import { followStream } from './stream.ts'
import { readTemplates } from './templates.ts'
import { readAudit, readOperationAudit, readTimeline, searchTimeline } from './timeline.ts'
import {
  readDeeds,
  readFailures,
  readFailuresOf,
  readTroubles,
  readUnknowns,
  readWaiting,
  retryFailures,
} from './troubles.ts'

/** The schemas that have a name of their own in the description. */
const NAMED = {
  AppContext: app.AppContextSchema,
  AppContextRequest: app.AppContextRequestSchema,
  AppStanding: app.AppStandingSchema,
  AddressCheck: form.AddressCheckSchema,
  Batch: BatchSchema,
  Begun: form.BegunSchema,
  BatchPage: BatchPageSchema,
  BatchPeople: BatchPeopleSchema,
  Callback: CallbackSchema,
  CallbackPage: CallbackPageSchema,
  CannedReplyPage: form.CannedReplyPageSchema,
  Card: wire.CardSchema,
  ChangeSession: requests.ChangeSessionSchema,
  CloseSession: requests.CloseSessionSchema,
  Catalogue: form.CatalogueSchema,
  Challenge: app.ChallengeSchema,
  Consent: ConsentSchema,
  Contact: wire.ContactSchema,
  ContactPage: people.ContactPageSchema,
  Draft: drafts.DraftSchema,
  DraftKept: form.DraftKeptSchema,
  HandOver: requests.HandOverSchema,
  InitiativeMessage: StepInputSchema,
  LastWritten: wire.LastWrittenSchema,
  Line: wire.LineSchema,
  Message: wire.MessageSchema,
  MessagePage: wire.MessagePageSchema,
  NewContact: requests.NewContactSchema,
  Note: requests.NoteSchema,
  Offers: form.OffersSchema,
  Operation: wire.OperationSchema,
  OperationReport: ReportSchema,
  Proof: app.ProofSchema,
  ProofRequest: app.ProofRequestSchema,
  Probe: ProbeSchema,
  Reason: rules.ReasonSchema,
  Reply: requests.ReplySchema,
  Session: wire.SessionSchema,
  SessionChoices: form.SessionChoicesSchema,
  SessionPage: wire.SessionPageSchema,
  StartSession: requests.StartSessionSchema,
  StepAnswer: StepOutputSchema,
  StoredFile: drafts.StoredFileSchema,
  StreamEvent: StreamEventSchema,
  Verdict: rules.VerdictSchema,
  VerdictOnUnknown: VerdictBodySchema,
  DeedPage: troubles.DeedPageSchema,
  FailureClass: troubles.FailureClassSchema,
  Around: AroundSchema,
  Audit: AuditSchema,
  HistorySearch: HistorySearchSchema,
  Timeline: TimelineSchema,
  TroubleCounts: troubles.TroubleCountsSchema,
  TroubledMessage: troubles.TroubledSchema,
  TroubledPage: troubles.TroubledPageSchema,
  WaitingStep: troubles.WaitingSchema,
  WaitingPage: troubles.WaitingPageSchema,
  Way: wire.WaySchema,
  Ways: wire.WaysSchema,
}

/** Everything the gateway answers to; the first that fits wins. */
export const ROUTES: readonly Route[] = [
  issueContext,
  beginSignIn,
  proveSignIn,
  signOut,
  tellStanding,
  issueAppContext,
  readCard,
  findContacts,
  addContact,
  readWays,
  readSessions,
  readTimeline,
  searchTimeline,
  readAudit,
  readOperationAudit,
  readOffers,
  readTemplates,
  readCannedReplies,
  readAddress,
  beginSession,
  answerInSession,
  readAround,
  readMessages,
  readSessionOffers,
  readAnswerDraft,
  keepAnswerDraft,
  forgetAnswerDraft,
  addNote,
  takeSession,
  handOverSession,
  closeSession,
  reopenSession,
  sendOperationAgain,
  putOperationAway,
  readChoices,
  readOperation,
  repeatAfterStep,
  judgeOperation,
  keepFile,
  forgetFile,
  fetchFile,
  keepDraft,
  forgetDraft,
  followStream,
  sendInitiativeMessage,
  readElementTemplate,
  beginBatch,
  readBatches,
  readBatch,
  readBatchPeople,
  readBatchErrors,
  readBatchResults,
  ...moveBatches,
  retryBatch,
  cancelMany,
  cancelOne,
  readCallbacks,
  retryCallback,
  readTroubles,
  readUnknowns,
  readFailures,
  readFailuresOf,
  retryFailures,
  readWaiting,
  readDeeds,
  probeHost,
  lookUpConsent,
  keepConsent,
  receiveHook,
  receiveHookByAddress,
  probeHook,
  describeRoutes(() => ROUTES, NAMED),
  alive,
  ready,
  showConversation,
  showApp,
  showOperations,
  serveWidget,
]
