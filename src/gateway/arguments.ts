import { parseArgs } from 'node:util'
import { chooseLocale, LOCALES, type Locale } from '../words/index.ts'
import { SettingsError } from './settings.ts'

/** What stands behind `npm run gateway --`. */
export interface GatewayArguments {
  /** Only look whether the hosts can be worked with. */
  readonly probe: boolean
  /** Of what is written for administrators; else the language of the terminal. */
  readonly locale: Locale
}

/** @throws SettingsError, a sentence, for what we do not know. */
export function readArguments(given: readonly string[], terminal: string | undefined): GatewayArguments {
  const { probe, language } = parsed(given)
  const locale = LOCALES.find((one) => one === language)
  if (language !== undefined && !locale)
    throw new SettingsError(`--language must be one of ${LOCALES.join(', ')}.`)
  return { probe: probe ?? false, locale: locale ?? chooseLocale(terminal) }
}

function parsed(given: readonly string[]) {
  try {
    const options = { probe: { type: 'boolean' }, language: { type: 'string' } } as const
    return parseArgs({ args: [...given], options }).values
  } catch (cause) {
    throw new SettingsError('The gateway knows --probe and --language en or ru, and nothing else.', { cause })
  }
}
