/** What the page around a frame may give of a face, and what each must be. */
const FACE = { accent: 'color', radius: 'border-radius', font: 'font-family' } as const
export const FACES = ['accent', 'radius', 'font'] as const

export type Face = Partial<Record<(typeof FACES)[number], string | null | undefined>>

/** Gives the element the face it was told of; what is no colour, length or typeface is passed over. */
export function takeFace(element: HTMLElement, face: Face): void {
  for (const name of FACES) {
    const value = face[name]
    if (value && CSS.supports(FACE[name], value)) element.style.setProperty(`--firstline-${name}`, value)
  }
}
