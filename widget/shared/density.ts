const NAME = 'firstline-density'

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

/** How closely this person wants things to stand, in this browser; `null`: as the page has it. */
export function chosenDensity(): Density | null {
  try {
    const kept = localStorage.getItem(NAME)
    return DENSITIES.find((one) => one === kept) ?? null
  } catch {
    // A frame without storage.
    return null
  }
}

/** Shows an element as this person chose; the styles read the attribute. */
export function showDensity(host: HTMLElement | null): void {
  const chosen = chosenDensity()
  if (chosen) host?.setAttribute('data-density', chosen)
}

/** Keeps what a person chose, and shows it. `null`: as the page has it. */
export function chooseDensity(density: Density | null, host: HTMLElement | null): void {
  try {
    if (density) localStorage.setItem(NAME, density)
    else localStorage.removeItem(NAME)
  } catch {
    // A page that gives its frames no storage forgets it with the page.
  }
  if (density) host?.setAttribute('data-density', density)
  else host?.removeAttribute('data-density')
}
