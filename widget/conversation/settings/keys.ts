import type { SettingWords } from './words/en.ts'

/** What one may press for something; `keys`: each of them does it, and what stands together is held together. */
export interface KeyRow {
  readonly what: string
  readonly keys: readonly (readonly string[])[]
}

export interface KeyGroup {
  readonly title: string
  readonly rows: readonly KeyRow[]
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

/** Every key that does something, by where it does it. `enterSends`: Enter alone sends, as this person has chosen. */
export function keyGroups(words: SettingWords, enterSends: boolean): readonly KeyGroup[] {
  const control = isMac() ? '⌘' : 'Ctrl'
  return [
    {
      title: words.anywhere,
      rows: [
        { what: words.thisList, keys: [['?']] },
        { what: words.leave, keys: [['Esc']] },
      ],
    },
    {
      title: words.inMessages,
      rows: [
        { what: words.upDown, keys: [['↑'], ['↓']] },
        { what: words.firstLast, keys: [['Home'], ['End']] },
      ],
    },
    {
      title: words.inSearch,
      rows: [{ what: words.upDown, keys: [['Shift', 'Enter'], ['Enter']] }],
    },
    {
      title: words.inText,
      rows: [
        { what: words.send, keys: enterSends ? [['Enter'], [control, 'Enter']] : [[control, 'Enter']] },
        { what: words.newLine, keys: enterSends ? [['Shift', 'Enter']] : [['Enter']] },
      ],
    },
    {
      title: words.inLists,
      rows: [
        { what: words.upDown, keys: [['↑'], ['↓']] },
        { what: words.choose, keys: [['Enter']] },
      ],
    },
  ]
}
