import { onScopeDispose, watch } from '@vue/runtime-core'
import { findWords } from '../../../src/domain/find-words.ts'

/** What the styles call it. */
const NAME = 'firstline-found'
/** Where in a message the gateway looks: its text, and what stands beside it. */
const SEARCHED =
  '.text, .letter > h3, a.name, span.name, figcaption > bdi, .place p:first-child, .contact .about > *'

/**
 * Marks words wherever they stand in a list's messages, without touching the page's elements. A browser without highlights (Firefox
 * before 140) marks nothing: the message itself stands out.
 */
export function useHighlight(list: () => HTMLElement | null, words: () => string): void {
  if (!('highlights' in CSS)) return
  let drawn: Range[] = []
  const observer = new MutationObserver(draw)

  watch(
    [list, words],
    ([now, text]) => {
      observer.disconnect()
      draw()
      if (now && text !== '') observer.observe(now, { childList: true, subtree: true, characterData: true })
    },
    { flush: 'post', immediate: true },
  )
  onScopeDispose(() => {
    observer.disconnect()
    clear()
  })

  /** Several cards of a page share one name. */
  function clear(): void {
    const shared = CSS.highlights.get(NAME)
    for (const range of drawn) shared?.delete(range)
    drawn = []
  }

  function draw(): void {
    clear()
    const text = words()
    if (text === '') return
    if (!CSS.highlights.has(NAME)) CSS.highlights.set(NAME, new Highlight())
    const shared = CSS.highlights.get(NAME)
    for (const part of list()?.querySelectorAll(SEARCHED) ?? [])
      for (const range of rangesIn(part, text)) {
        drawn.push(range)
        shared?.add(range)
      }
  }
}

/** Words may begin in one piece of a text and end in another, such as an address. */
function rangesIn(part: Element, words: string): Range[] {
  const pieces: { readonly node: Node; readonly from: number }[] = []
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node, from: text.length })
    text += node.textContent ?? ''
  }
  return findWords(text, words).map(([start, end]) => {
    const range = document.createRange()
    const first = pieces.findLast(({ from }) => from <= start)
    const last = pieces.findLast(({ from }) => from < end)
    if (first) range.setStart(first.node, start - first.from)
    if (last) range.setEnd(last.node, end - last.from)
    return range
  })
}
