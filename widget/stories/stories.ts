import '../element.ts'
import { STORIES } from './list.ts'
import { find, follow } from './steps.ts'

/**
 * Shows one story: `?story=answering&locale=ru&theme=dark&density=compact&dir=rtl`, or the bare start of a scene: `?scene=many`. The
 * server of the stories answers under `scenes/{name}` beside this page. `data-story` on the page says how far it is.
 */
const wanted = new URLSearchParams(location.search)
const name = wanted.get('story')
const story = name === null ? undefined : STORIES[name]
const scene = story?.scene ?? name ?? wanted.get('scene') ?? 'many'
const page = document.documentElement
const element = document.createElement('firstline-conversation')
const locale = wanted.get('locale') ?? 'en'

page.lang = locale
page.dir = wanted.get('dir') ?? 'ltr'
const theme = wanted.get('theme') ?? 'auto'
page.style.colorScheme = theme === 'auto' ? 'light dark' : theme
if (story?.offline) Object.defineProperty(navigator, 'onLine', { value: false })
if (!story?.bare) {
  element.setAttribute('gateway', new URL(`scenes/${scene}`, location.href).href)
  // A context whose middle says that there is no record (R-START-2).
  element.setAttribute('context', scene.startsWith('start') ? 'e30.e30.story' : 'story')
}
element.setAttribute('locale', locale)
element.setAttribute('theme', theme)
for (const part of ['density'] as const) {
  const value = wanted.get(part)
  if (value) element.setAttribute(part, value)
}
// Colours of a host, as its page would give them.
for (const [property, value] of wanted)
  if (property.startsWith('--firstline-')) element.style.setProperty(property, value)
document.querySelector('main')?.append(element)

const isNarrow = (): boolean => element.clientWidth < 640
/** The card has come, and what comes right after it. */
async function settled(): Promise<void> {
  while (find('[aria-busy="true"], .composer-place')) await new Promise((next) => setTimeout(next, 20))
}
async function tell(): Promise<void> {
  page.dataset['story'] = 'coming'
  try {
    // What the card does by itself comes first; the page's own heading is there before it.
    await follow([{ see: 'h2, h3' }])
    if (scene !== 'loading') await settled()
    await follow([...(story?.steps ?? []), ...(isNarrow() ? (story?.narrowSteps ?? []) : [])])
    await document.fonts.ready
    // What the last step changed is drawn.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    page.dataset['story'] = 'told'
  } catch (error) {
    page.dataset['story'] = `failed: ${error instanceof Error ? error.message : String(error)}`
  }
}
if (name !== null) void tell()
