import type { EmailFault, EmailPart } from '../domain/email.ts'
import type { PhoneFault } from './phones.ts'
import type { Locale } from './types.ts'

interface AddressWords {
  readonly noChannel: string
  readonly empty: string
  readonly email: string
  readonly 'external-id': string
  readonly meant: (phone: string) => string
  readonly phone: (fault: PhoneFault) => string
  readonly plainEmail: (fault: EmailFault) => string
}

const ALLOWED: Record<Locale, Record<EmailPart, string>> = {
  en: {
    login: 'Before the @ only Latin letters, digits, dots, underscores and hyphens may stand.',
    domain: 'After the @ only Latin letters, digits and hyphens may stand, with dots between the names.',
    ending: 'After the last dot only Latin letters may stand.',
  },
  ru: {
    login: 'До знака @ допустимы только латинские буквы, цифры, точка, подчёркивание и дефис.',
    domain: 'После знака @ допустимы только латинские буквы, цифры и дефис, а между частями — точка.',
    ending: 'После последней точки допустимы только латинские буквы.',
  },
}

/** What is wrong with a typed address, in words (R-ADDR-2 to 4). */
export const ADDRESS_WORDS: Record<Locale, AddressWords> = {
  en: {
    noChannel: 'This channel is not connected here.',
    empty: 'The address is empty.',
    email: 'Write the whole address, for example name@example.com.',
    'external-id': 'A customer id has no spaces and at most 180 characters.',
    meant: (phone) => `The number is not in international form. Did you mean ${phone}?`,
    phone: (fault) => {
      if (fault.kind === 'few-digits')
        return `A phone has at least ${fault.least} digits, and here there are ${fault.digits}.`
      if (fault.kind === 'impossible')
        return 'There can be no such number. Check its code and how many digits it has.'
      return 'Write the phone in international form, for example +79121234567.'
    },
    plainEmail: (fault) => {
      switch (fault.kind) {
        case 'characters':
          return `${ALLOWED.en[fault.part]} Not allowed here: ${shown(fault.characters, 'en')}.`
        case 'empty':
          return fault.part === 'login'
            ? 'Nothing stands before the @. Write the whole address, for example name@example.com.'
            : 'A name is missing after the @ or between two dots. An address looks like name@example.com.'
        case 'ending-short':
          return 'After the last dot there must be at least two letters, as in name@example.com.'
        case 'too-long':
          return 'An address has at most 254 characters.'
        case 'shape':
          return 'Write the address as name@example.com or name@mail.example.com.'
      }
    },
  },
  ru: {
    noChannel: 'Этот канал здесь не подключён.',
    empty: 'Адрес пустой.',
    email: 'Запишите адрес целиком, например name@example.com.',
    'external-id': 'В id клиента нет пробелов, и в нём не больше 180 знаков.',
    meant: (phone) => `Номер записан не в международном виде. Может быть, ${phone}?`,
    phone: (fault) => {
      if (fault.kind === 'few-digits')
        return `В номере должно быть не меньше ${fault.least} цифр, а здесь ${fault.digits}.`
      if (fault.kind === 'impossible') return 'Такого номера не бывает. Проверьте код и число цифр.'
      return 'Запишите телефон в международном виде, например +79121234567.'
    },
    plainEmail: (fault) => {
      switch (fault.kind) {
        case 'characters':
          return `${ALLOWED.ru[fault.part]} Здесь лишнее: ${shown(fault.characters, 'ru')}.`
        case 'empty':
          return fault.part === 'login'
            ? 'До знака @ ничего нет. Запишите адрес целиком, например name@example.com.'
            : 'После знака @ или между точками пусто. Адрес выглядит так: name@example.com.'
        case 'ending-short':
          return 'После последней точки нужны хотя бы две буквы, как в name@example.com.'
        case 'too-long':
          return 'В адресе может быть не больше 254 знаков.'
        case 'shape':
          return 'Запишите адрес в виде name@example.com или name@mail.example.com.'
      }
    },
  },
}

const MOST_SHOWN = 8

/** The characters one by one; those that nobody can see, or tell from Latin ones, are named. */
function shown(characters: readonly string[], locale: Locale): string {
  const words = {
    en: { space: 'a space', unseen: 'an invisible character', cyrillic: 'Cyrillic', quoted: ['“', '”'] },
    ru: { space: 'пробел', unseen: 'невидимый знак', cyrillic: 'кириллица', quoted: ['«', '»'] },
  }[locale]
  const names = characters.map((character) => {
    if (/\s/u.test(character)) return words.space
    if (/[\p{C}\p{M}]/u.test(character)) return words.unseen
    const quoted = words.quoted.join(character)
    return /\p{Script=Cyrillic}/u.test(character) ? `${quoted} (${words.cyrillic})` : quoted
  })
  const each = [...new Set(names)]
  return each.length > MOST_SHOWN ? `${each.slice(0, MOST_SHOWN).join(', ')}…` : each.join(', ')
}
