import { part, read } from './ask.ts'
import { keepLive } from './live.ts'

/** On the process page: the diagram, and the run that is shown in it. The viewer is large and comes on its own. */
const place = part(document, '[data-diagram]')
const runs = part(document, '[data-live]')
const caption = part(document, '[data-diagram-run]')
let shown = place.dataset['shown'] || null

const diagram = draw()

async function draw(): Promise<{ mark(done: readonly string[], at: string | null): void } | null> {
  try {
    const [{ drawDiagram }, xml] = await Promise.all([
      import('./diagram.ts'),
      (await read(place.dataset['diagram'] ?? ''))?.text(),
    ])
    return await drawDiagram(place, xml ?? '')
  } catch {
    // The page is whole without the picture: the runs say where they stand.
    part(document, '[data-diagram-lost]').hidden = false
    place.parentElement?.remove()
    return null
  }
}

/** Shows the chosen run, else the newest. */
async function mark(): Promise<void> {
  const rows = [...runs.querySelectorAll<HTMLElement>('[data-run]')]
  const row = rows.find((one) => one.dataset['run'] === shown) ?? rows[0]
  for (const one of rows) {
    one.toggleAttribute('data-shown', one === row)
    part(one, '[data-show]').ariaPressed = String(one === row)
  }
  caption.textContent = row ? part(row, '[data-show]').title || '' : ''
  ;(await diagram)?.mark(row?.dataset['done']?.split(' ') ?? [], row?.dataset['at'] ?? null)
}

runs.addEventListener('click', (event) => {
  const row = (event.target as Element).closest('[data-show]')?.closest<HTMLElement>('[data-run]')
  if (!row) return
  shown = row.dataset['run'] ?? null
  void mark()
})
void mark()
void keepLive(runs, () => void mark())()
