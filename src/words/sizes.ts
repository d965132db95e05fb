import type { Locale } from './locale.ts'

const KILO = 1024
const UNITS: Record<Locale, readonly [string, string, string]> = {
  en: ['bytes', 'kB', 'MB'],
  ru: ['байт', 'КБ', 'МБ'],
}

/** A file's size as people say it: `240 kB`, `1.5 MB`. */
export function sizeInWords(bytes: number, locale: Locale): string {
  const power = bytes < KILO ? 0 : bytes < KILO ** 2 ? 1 : 2
  const value = bytes / KILO ** power
  const digits = power === 2 && value < 10 ? 1 : 0
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })}\u00A0${UNITS[locale][power]}`
}
