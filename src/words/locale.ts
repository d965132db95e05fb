/** The languages we speak. */
export const LOCALES = ['en', 'ru'] as const
export type Locale = (typeof LOCALES)[number]

/**
 * The language we can offer to somebody who asks for `wanted`: a tag (`ru-RU`) or a whole `Accept-Language` line. Its own
 * order of preference counts, quality values are read; English when we speak none of them.
 */
export function chooseLocale(wanted: string | null | undefined): Locale {
  const asked = (wanted ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean)
    return { language: tag.split(/[-_]/)[0], quality: quality === undefined ? 1 : Number(quality) }
  })
  for (const { language, quality } of asked.toSorted((a, b) => b.quality - a.quality)) {
    const found = LOCALES.find((locale) => locale === language)
    if (found && quality > 0) return found
  }
  return 'en'
}
