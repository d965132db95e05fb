import type { AttachmentPolicy } from '../../../src/domain/attachments.ts'
import type { Locale } from '../../../src/words/locale.ts'
import { sizeInWords } from '../../../src/words/sizes.ts'
import type { AttachmentCatalogue } from './words/en.ts'

const SHOWN = 10

/** What may be attached, in words (R-FILE-1); `full` names every format, for those who hear it. Empty when there is no limit. */
export function limitsInWords(
  policy: AttachmentPolicy,
  words: AttachmentCatalogue,
  locale: Locale,
): { readonly short: string; readonly full: string } {
  const { formats, maxBytes, maxTotalBytes, maxCount } = policy
  const each =
    maxBytes !== null && maxBytes !== maxTotalBytes ? [words.each(sizeInWords(maxBytes, locale))] : []
  const sum = maxTotalBytes === null ? [] : [words.together(sizeInWords(maxTotalBytes, locale))]
  const count = maxCount === null ? [] : [words.atMost(maxCount)]
  const smallest = Math.min(maxBytes ?? Infinity, maxTotalBytes ?? Infinity)
  const rest =
    maxCount === 1 && Number.isFinite(smallest)
      ? [words.oneOf(sizeInWords(smallest, locale))]
      : [...count, ...each, ...sum]
  if (!formats) return { short: rest.join(', '), full: rest.join(', ') }
  const more = formats.length > SHOWN ? [words.more(formats.length - SHOWN)] : []
  return {
    short: [...formats.slice(0, SHOWN), ...more, ...rest].join(', '),
    full: [...formats, ...rest].join(', '),
  }
}
