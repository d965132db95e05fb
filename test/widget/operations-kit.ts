import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { operationsPage } from '../../src/gateway/operations-page.ts'

export const ORIGIN = 'http://gateway.test'
export const LONG = 'a-very-long-number-of-a-batch-that-nobody-would-ever-say-aloud-0123456789'
const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
export const page = (...items: object[]) => ({ items, next: null })

export const message = {
  operationId: 'run-77:notify',
  lineName: 'Support',
  channel: 'whatsapp',
  address: '+79123456789',
  contactId: 'c-1',
  contactName: 'Pavel Serov',
  text: 'Good day! Your order 7741 is ready. When may we bring it?',
  batchId: null,
  batchName: null,
  at: at(-12),
  by: null,
  automatic: true,
  sentAt: at(-12),
  attempts: 1,
  reason: null,
  lookedFor: false,
  lastFinding: 'unknowable',
  nextLookAt: null,
  openInHost: 'https://host.example/s-1',
  openRecord: 'https://crm.example/deals/d-1',
}
export const batch = {
  batchId: LONG,
  name: null,
  state: 'running',
  dryRun: false,
  total: 5000,
  sent: 1240,
  undelivered: 0,
  refused: 30,
  failed: 12,
  unknown: 2,
  waiting: 3716,
  skipped: 0,
  cancelled: 0,
  wouldSend: 0,
  invalid: 4,
  rate: 4.8,
  leftMs: 774_000,
  resting: { untilAt: at(1), code: 'rate-limited' },
  createdAt: at(-5),
  finishedAt: null,
}
export const ANSWERS: Readonly<Record<string, unknown>> = {
  'GET /v1/troubles': { unknown: 1, lookedFor: 0, failed: 14, waiting: 1, batches: 1, callbacks: 1 },
  'GET /v1/unknowns': page(message),
  'GET /v1/failures': {
    sinceAt: at(-10_000),
    items: [
      {
        state: 'failed',
        code: 'wrong-credentials',
        text: 'The access key is not accepted.',
        count: 14,
        retryable: 12,
        newestAt: at(-3),
        batches: [{ batchId: LONG, name: 'Spring news', count: 12 }],
        examples: [{ ...message, by: 'Olga', automatic: false }],
      },
    ],
  },
  'GET /v1/waiting': page({
    ...message,
    state: 'waiting',
    waitsFor: 'open-session',
    wait: 'answered',
    nextAt: at(4),
    deadlineAt: at(600),
    sent: 0,
    hops: 2,
    cancelled: false,
  }),
  'GET /v1/batches': page(batch, {
    ...batch,
    batchId: 'b-2',
    name: 'Spring news',
    state: 'paused',
    undelivered: 7,
    resting: null,
  }),
  'GET /v1/callbacks': page({
    operationId: 'run-77:notify',
    url: 'https://engine.example/resume/with/a/path/that/is/longer/than/most/windows/are/wide/77',
    state: 'given-up',
    tries: 31,
    lastAnswer: { at: at(-50), status: 503, error: null },
    nextTryAt: null,
    createdAt: at(-4000),
  }),
  'GET /v1/deeds': page({
    n: '1',
    at: at(-2),
    operatorId: 'op-2',
    operatorName: 'Irina',
    deed: 'batch-pause',
    subject: LONG,
    outcome: 'done',
  }),
}

/** Operations over the built files and the answers given; what is asked beside reading is noted. */
export async function serveOperations(
  shown: Page,
  answers: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const deeds: string[] = []
  await shown.route(`${ORIGIN}/**`, async (route) => {
    const url = new URL(route.request().url())
    const method = route.request().method()
    if (url.pathname === '/widget/operations') {
      const answer = operationsPage([])
      return route.fulfill({ body: await answer.text(), headers: Object.fromEntries(answer.headers) })
    }
    if (url.pathname.startsWith('/widget/'))
      return route.fulfill({
        body: await readFile(new URL(`../../dist${url.pathname}`, import.meta.url), 'utf8'),
        contentType: 'text/javascript',
      })
    if (method !== 'GET')
      deeds.push(`${method} ${decodeURIComponent(url.pathname)} ${route.request().postData() ?? ''}`)
    const answer = answers[`${method} ${url.pathname}`]
    if (answer === undefined && method === 'GET') return route.abort()
    return route.fulfill({ json: answer ?? {} })
  })
  return deeds
}
