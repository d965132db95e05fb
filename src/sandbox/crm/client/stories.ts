import { lookOf, pageAddress, storyAddress } from '../../stories/look.ts'

/** The page of stories without loading it anew for each: the list, its arrow keys, and the switches. */
const root = document.querySelector<HTMLElement>('[data-stories]')
const form = root?.querySelector('form')
const frame = root?.querySelector('iframe')
const links = [...(root?.querySelectorAll<HTMLAnchorElement>('[data-name]') ?? [])]

if (root && form && frame) {
  form.querySelector('button')?.remove()
  const place = root.querySelector<HTMLElement>('.stories-frame')
  const title = document.getElementById('story-title')
  const alone = root.querySelector<HTMLAnchorElement>('[data-alone]')

  const current = (): HTMLAnchorElement | undefined =>
    links.find((link) => link.getAttribute('aria-current')) ?? links[0]
  const look = () =>
    lookOf(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])))

  function show(link: HTMLAnchorElement): void {
    const name = link.dataset['name'] ?? ''
    const wanted = look()
    for (const one of links) {
      one.toggleAttribute('aria-current', false)
      // One stop of the Tab key for the whole list.
      one.tabIndex = one === link ? 0 : -1
      one.href = pageAddress(one.dataset['name'] ?? '', wanted)
    }
    link.setAttribute('aria-current', 'page')
    const address = storyAddress(name, wanted)
    if (frame && frame.getAttribute('src') !== address) frame.src = address
    if (frame) frame.title = frame.title.replace(/:.*$/s, `: ${link.textContent}`)
    if (place) place.dataset['width'] = wanted.width
    if (title) title.textContent = link.textContent
    if (alone) alone.href = address
    const story = form?.elements.namedItem('story')
    if (story instanceof HTMLInputElement) story.value = name
    history.replaceState(null, '', pageAddress(name, wanted))
  }

  root.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-name]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(link)
  })
  root.addEventListener('keydown', (event) => {
    const at = links.indexOf(event.target as HTMLAnchorElement)
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: links.length - 1 }[event.key]
    const next = at < 0 || to === undefined ? undefined : links[to]
    if (!next) return
    event.preventDefault()
    next.focus()
    show(next)
  })
  form.addEventListener('change', () => {
    const link = current()
    if (link) show(link)
  })
  const link = current()
  if (link) show(link)
  link?.scrollIntoView({ block: 'center' })
}
