/** How a story may be shown; the first of each is what stands when nothing was chosen. */
export const LOOKS = {
  width: ['full', '380', '640'],
  theme: ['auto', 'light', 'dark'],
  locale: ['en', 'ru'],
  density: ['comfortable', 'compact'],
  dir: ['ltr', 'rtl'],
  face: ['own', 'teal', 'yellow', 'black'],
} as const satisfies Record<string, readonly string[]>

export type LookName = keyof typeof LOOKS
export type Look = Readonly<Record<LookName, string>>
export const LOOK_NAMES = Object.keys(LOOKS) as readonly LookName[]

/** Faces that hosts might give the card, the difficult ones among them. */
const FACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  teal: { '--firstline-accent': 'oklch(55% 0.12 190)', '--firstline-radius': '2px' },
  yellow: { '--firstline-accent': 'oklch(94% 0.15 105)' },
  black: { '--firstline-accent': '#000', '--firstline-font': 'Georgia, serif' },
}

/** What is asked for, where it is one of those there are. */
export function lookOf(query: URLSearchParams, usual: Partial<Look> = {}): Look {
  const one = (name: LookName): string => {
    const asked = query.get(name) ?? usual[name]
    return LOOKS[name].find((value) => value === asked) ?? LOOKS[name][0]
  }
  return Object.fromEntries(LOOK_NAMES.map((name) => [name, one(name)])) as Look
}

/** The page that shows this story alone, as it looks to a page of the CRM. */
export function storyAddress(story: string, look: Look): string {
  const query = new URLSearchParams({ story })
  for (const name of ['theme', 'locale', 'density', 'dir'] as const) query.set(name, look[name])
  for (const [property, value] of Object.entries(FACES[look.face] ?? {})) query.set(property, value)
  return `/stories/show/card?${query.toString()}`
}

/** The address of the page around it. */
export function pageAddress(story: string, look: Look): string {
  return `/stories?${new URLSearchParams({ story, ...look }).toString()}`
}
