import { read } from './ask.ts'
import { whenSandboxMoves } from './events.ts'

const LOOK_AGAIN_MS = 1000

/**
 * Keeps a piece of the page as the server would draw it now: asked for again when the sandbox moves, and each second while a run
 * in it goes on. The focus stays on the same button of the same run.
 */
export function keepLive(place: HTMLElement, changed: () => void = () => undefined): () => Promise<void> {
  const path = place.dataset['live'] ?? ''
  let timer = 0
  const look = async (): Promise<void> => {
    clearTimeout(timer)
    const text = await (await read(path))?.text()
    if (text !== undefined && text !== place.dataset['text']) {
      place.dataset['text'] = text
      const focused = place.contains(document.activeElement)
        ? document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset['run']
        : undefined
      // The server has escaped every value in it.
      place.innerHTML = text
      if (focused) place.querySelector<HTMLElement>(`[data-run="${CSS.escape(focused)}"] button`)?.focus()
      changed()
    }
    if (text === undefined || place.querySelector('[data-running]'))
      timer = window.setTimeout(look, LOOK_AGAIN_MS)
  }
  whenSandboxMoves(() => void look())
  return look
}
