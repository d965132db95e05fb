import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { chooseLocale, LOCALES, type Locale } from '../../words/index.ts'
import type { Engine, Operator } from '../engine/index.ts'
import type { NodeContext } from '../http.ts'
import { wordsIn, type Words } from './words/index.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

export const VIEWS = ['element', 'frame', 'host'] as const
export type View = (typeof VIEWS)[number]

/** Who looks at a page, and how. The choices live in cookies; the sandbox has no passwords. */
export interface Visitor {
  readonly locale: Locale
  readonly theme: Theme
  readonly operator: Readonly<Operator> | null
  /** Everybody who could sit here. */
  readonly operators: readonly Readonly<Operator>[]
  readonly introClosed: boolean
  /** The zone of their browser, an IANA name; `null`: it has not said it yet, and the server's own stands in. */
  readonly timeZone: string | null
  /** Where a card has the plugin: in the page, or in the vendor's own way. */
  readonly view: View
  readonly words: Words
}

/** What the person may choose; each may come alone. */
export const ChoiceSchema = z.object({
  locale: z.enum(LOCALES).optional(),
  theme: z.enum(THEMES).optional(),
  operator: z.string().min(1).max(200).optional(),
  intro: z.literal('closed').optional(),
  view: z.enum(VIEWS).optional(),
  /** The page to go back to. */
  back: z
    .string()
    .regex(/^\/(?![/\\])[^\\]*$/)
    .max(500)
    .catch('/contacts'),
})

// Written by the page itself (`client/page.ts`), for a server knows no zones of its visitors.
const ZONE_COOKIE = 'crm-zone'
const ZoneSchema = z.string().max(60).refine(isZone)

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const NAMES = {
  locale: 'crm-locale',
  theme: 'crm-theme',
  operator: 'crm-operator',
  intro: 'crm-intro',
  view: 'crm-view',
} as const

/** Reads the cookies; what they do not say is the browser's language, the system's theme and the first operator. */
export function visitorOf(c: NodeContext, engine: Pick<Engine, 'store'>): Visitor {
  const locale = ChoiceSchema.shape.locale.safeParse(getCookie(c, NAMES.locale)).data
  const theme = ChoiceSchema.shape.theme.safeParse(getCookie(c, NAMES.theme)).data
  const asked = getCookie(c, NAMES.operator)
  const { operators } = engine.store
  const chosen = locale ?? chooseLocale(c.req.header('accept-language'))
  return {
    locale: chosen,
    theme: theme ?? 'auto',
    operator: operators.find(({ id }) => id === asked) ?? operators[0] ?? null,
    operators,
    view: viewOf(c),
    timeZone: ZoneSchema.safeParse(getCookie(c, ZONE_COOKIE)).data ?? null,
    introClosed: getCookie(c, NAMES.intro) === 'closed',
    words: wordsIn(chosen),
  }
}

/** The address says it, or what was chosen before does. */
function viewOf(c: NodeContext): View {
  const { view } = ChoiceSchema.shape
  return (
    view.safeParse(c.req.query('view')).data ?? view.safeParse(getCookie(c, NAMES.view)).data ?? 'element'
  )
}

/** Keeps what was chosen for a year. */
export function keepChoice(c: NodeContext, choice: z.infer<typeof ChoiceSchema>): void {
  for (const name of ['locale', 'theme', 'operator', 'intro', 'view'] as const) {
    const value = choice[name]
    if (value !== undefined)
      setCookie(c, NAMES[name], value, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000 })
  }
}
