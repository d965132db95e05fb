import type { NodeApp, NodeContext } from '../http.ts'
import { diagramIn } from '../process/diagram.ts'
import { listRuns } from '../process/runs.ts'
import { cardContext, operationsContext } from './context.ts'
import type { CrmDeps } from './deps.ts'
import { ACCENT } from './face.ts'
import { cardView, SECTION_OF } from './pages/card.ts'
import { intro } from './pages/intro.ts'
import { layout, type Page } from './pages/layout.ts'
import { linesView } from './pages/lines.ts'
import { contactList, dealList, orderList } from './pages/lists.ts'
import { missing } from './pages/missing.ts'
import { operationsView } from './pages/operations.ts'
import { pluginView } from './pages/plugin.ts'
import { lastRun } from './pages/process-box.ts'
import { processesView } from './pages/processes.ts'
import { runsTable } from './pages/runs.ts'
import { sessionView, titleOfSession } from './pages/session.ts'
import { phoneOf } from './phone.ts'
import { recordOf, recordTold, titleOf, type RecordType } from './records.ts'
import { storyNamed } from '../stories/index.ts'
import { lookOf } from '../stories/look.ts'
import { storiesView } from '../stories/page.ts'
import { STORY_WORDS } from '../stories/words.ts'
import { keepChoice, visitorOf, type Visitor } from './visitor.ts'
import { html } from 'hono/html'

/** Everything that is looked at. */
export function mountPages(app: NodeApp, deps: CrmDeps): void {
  const { engine } = deps
  const show = (c: NodeContext, visitor: Visitor, page: Omit<Page, 'path'>, status: 200 | 404 = 200) => {
    const { pathname, search } = new URL(c.req.url)
    return c.html(layout(deps, visitor, { ...page, path: pathname + search }), status)
  }
  const notThere = (c: NodeContext, visitor: Visitor) =>
    show(c, visitor, { title: visitor.words.missing.title, section: null, main: missing(visitor) }, 404)

  app.get('/', (c) => c.redirect('/contacts'))
  app.get('/contacts', (c) => {
    const visitor = visitorOf(c, engine)
    const query = queryOf(c)
    const main = html`${query === '' ? intro(visitor) : ''}${contactList(engine, visitor, query)}`
    return show(c, visitor, { title: visitor.words.nav.contacts, section: 'contacts', main })
  })
  app.get('/stories', (c) => {
    const visitor = visitorOf(c, engine)
    const { locale, theme } = visitor
    const usual = { locale, ...(theme === 'auto' ? {} : { theme }) }
    const look = lookOf(new URL(c.req.url).searchParams, usual)
    return show(c, visitor, {
      title: STORY_WORDS[locale].heading,
      section: null,
      scripts: ['stories'],
      main: storiesView(locale, storyNamed(c.req.query('story')), look),
    })
  })
  app.get('/deals', (c) => {
    const visitor = visitorOf(c, engine)
    return show(c, visitor, {
      title: visitor.words.nav.deals,
      section: 'deals',
      main: dealList(engine, visitor, queryOf(c)),
    })
  })
  app.get('/orders', (c) => {
    const visitor = visitorOf(c, engine)
    return show(c, visitor, {
      title: visitor.words.nav.orders,
      section: 'orders',
      main: orderList(engine, visitor, queryOf(c)),
    })
  })

  const card = (type: RecordType) => async (c: NodeContext) => {
    const visitor = visitorOf(c, engine)
    const record = recordOf(engine, type, c.req.param('id') ?? '')
    if (!record) return notThere(c, visitor)
    // Chosen here, it stays so on other cards; and a vendor's own scripts ask who is signed in.
    if (c.req.query('view') !== undefined)
      keepChoice(c, { view: visitor.view, operator: visitor.operator?.id, back: '' })
    const context = visitor.operator
      ? await cardContext(deps.gateway(), visitor.operator.id, recordTold(deps, record))
      : null
    return show(c, visitor, {
      title: titleOf(record, visitor.words.orders.one),
      section: SECTION_OF[type],
      main: cardView(deps, visitor, { record, context }),
      scripts: ['card', ...deskScripts(deps, visitor)],
    })
  }
  /** Opens the widget as a page of its own. The context is made now, for who sits here, and stands where no log sees it. */
  const open = (type: RecordType) => async (c: NodeContext) => {
    const { operator, locale, theme } = visitorOf(c, engine)
    const record = recordOf(engine, type, c.req.param('id') ?? '')
    const gateway = deps.gateway()
    const context = operator && record && (await cardContext(gateway, operator.id, recordTold(deps, record)))
    if (!gateway || !context) return notThere(c, visitorOf(c, engine))
    const fragment = new URLSearchParams({ context: context.context, locale, theme, accent: ACCENT })
    return c.redirect(`${gateway.url}/widget/conversation#${fragment}`)
  }
  app.get('/contacts/:id/open', open('contact'))
  app.get('/deals/:id/open', open('deal'))
  app.get('/orders/:id/open', open('order'))

  app.get('/contacts/:id', card('contact'))
  app.get('/deals/:id', card('deal'))
  app.get('/orders/:id', card('order'))
  app.get('/orders/:id/runs', (c) => c.html(lastRun(engine, visitorOf(c, engine), { id: c.req.param('id') })))
  app.get('/phones/:id', (c) => c.json(phoneOf(engine, c.req.param('id'), visitorOf(c, engine))))

  app.get('/sessions/:id', (c) => {
    const visitor = visitorOf(c, engine)
    const session = engine.store.sessions.find(({ id }) => id === c.req.param('id'))
    if (!session) return notThere(c, visitor)
    return show(c, visitor, {
      title: titleOfSession(session, visitor),
      section: null,
      main: sessionView(engine, visitor, session),
    })
  })

  app.get('/lines', async (c) => {
    const visitor = visitorOf(c, engine)
    const context = visitor.operator ? await cardContext(deps.gateway(), visitor.operator.id, null) : null
    return show(c, visitor, {
      title: visitor.words.nav.lines,
      section: 'lines',
      main: linesView(deps, visitor, { context }),
      scripts: ['card'],
    })
  })

  app.get('/processes', (c) => {
    const visitor = visitorOf(c, engine)
    return show(c, visitor, {
      title: visitor.words.process.title,
      section: 'processes',
      main: processesView(deps, visitor, c.req.query('run') ?? null),
      scripts: ['process'],
    })
  })
  app.get('/processes/runs', (c) => c.html(runsTable(engine, visitorOf(c, engine), listRuns(engine))))
  app.get('/processes/order-ready.bpmn', (c) =>
    c.body(diagramIn(visitorOf(c, engine).locale), 200, { 'Content-Type': 'application/xml; charset=utf-8' }),
  )

  app.get('/operations', async (c) => {
    const visitor = visitorOf(c, engine)
    const context = visitor.operator ? await operationsContext(deps.gateway(), visitor.operator.id) : null
    return show(c, visitor, {
      title: visitor.words.nav.operations,
      section: 'operations',
      main: operationsView(deps, visitor, context),
      scripts: ['card'],
    })
  })

  app.get('/plugin', (c) => {
    const visitor = visitorOf(c, engine)
    return show(c, visitor, {
      title: visitor.words.plugin.title,
      section: null,
      main: pluginView(deps, visitor),
    })
  })
  app.notFound((c) =>
    (c.req.header('accept') ?? '').includes('text/html')
      ? notThere(c, visitorOf(c, engine))
      : c.json({ error: 'There is no such page.' }, 404),
  )
}

/** The vendor's own page brings modules of its own. */
function deskScripts({ desk }: CrmDeps, { view }: Visitor): string[] {
  if (!desk || desk.kind === 'link' || view !== 'host') return []
  const own = desk.script === null ? [] : [desk.script]
  return desk.kind === 'session' ? ['desk', ...own] : own
}

function queryOf(c: NodeContext): string {
  return (c.req.query('q') ?? '').slice(0, 200)
}
