import { part, send } from './ask.ts'

/** The vendor's way of showing the plugin: one of the customer's sessions is open, and colleagues leave notes on it. */
const desk = document.querySelector<HTMLElement>('[data-desk]')
if (desk) {
  const sessions = [...desk.querySelectorAll<HTMLElement>('[data-session]')]
  const open = (chosen: HTMLElement): void => {
    for (const session of sessions) session.ariaCurrent = session === chosen ? 'true' : null
  }
  for (const session of sessions) session.addEventListener('click', () => open(session))

  const note = part<HTMLFormElement>(desk, '[data-note]')
  const text = part<HTMLInputElement>(note, 'input')
  const notes = part(desk, '[data-notes]')
  note.addEventListener('submit', async (event) => {
    event.preventDefault()
    const session = desk.querySelector<HTMLElement>('[aria-current="true"]')?.dataset['id']
    const written = text.value.trim()
    if (written === '' || (await send('POST', '/cards/note', { session, text: written })) === null) return
    text.value = ''
    const line = document.createElement('li')
    line.textContent = written
    notes.append(line)
  })
}
