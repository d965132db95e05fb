import type { Channel } from '../domain/words.ts'
import type { Locale } from './locale.ts'

const NAMES: Record<Locale, Record<Channel, string>> = {
  en: {
    email: 'Email',
    whatsapp: 'WhatsApp',
    viber: 'Viber',
    'viber-bot': 'Viber bot',
    telegram: 'Telegram',
    'telegram-bot': 'Telegram bot',
    vk: 'VK',
    max: 'MAX',
    sms: 'SMS',
    'web-chat': 'Web chat',
    'mobile-app': 'Mobile app',
    custom: 'Messenger',
  },
  ru: {
    email: 'Почта',
    whatsapp: 'WhatsApp',
    viber: 'Viber',
    'viber-bot': 'Viber-бот',
    telegram: 'Telegram',
    'telegram-bot': 'Telegram-бот',
    vk: 'ВКонтакте',
    max: 'MAX',
    sms: 'СМС',
    'web-chat': 'Чат на сайте',
    'mobile-app': 'Мобильное приложение',
    custom: 'Мессенджер',
  },
}

/** The channel's name as people say it. An unknown word comes back as it is. */
export function channelName(channel: string, locale: Locale): string {
  const names: Readonly<Record<string, string>> = NAMES[locale]
  return names[channel] ?? channel
}
