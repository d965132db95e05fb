import type { Locale } from '../../words/index.ts'
import type { LookName } from './look.ts'

/** What the page of stories says around them. */
interface StoryWords {
  readonly heading: string
  readonly about: string
  readonly list: string
  readonly look: string
  readonly show: string
  readonly frame: (title: string) => string
  readonly alone: string
  /** The switches, and what each may be. */
  readonly switches: Readonly<Record<LookName, string>>
  readonly values: Readonly<Record<string, string>>
}

export const STORY_WORDS: Readonly<Record<Locale, StoryWords>> = {
  en: {
    heading: 'Stories',
    about: 'Every state that the card was designed for. Arrow keys go through the list.',
    list: 'States',
    look: 'How it is shown',
    show: 'Show',
    frame: (title) => `The card: ${title}`,
    alone: 'Open alone',
    switches: {
      width: 'Width',
      theme: 'Theme',
      locale: 'Language',
      density: 'Density',
      dir: 'Direction',
      face: 'Host’s colours',
    },
    values: {
      380: '380 px',
      640: '640 px',
      full: 'All there is',
      auto: 'As the system',
      light: 'Light',
      dark: 'Dark',
      en: 'English',
      ru: 'Русский',
      comfortable: 'Comfortable',
      compact: 'Compact',
      ltr: 'Left to right',
      rtl: 'Right to left',
      own: 'None given',
      teal: 'Teal, square',
      yellow: 'Pale yellow',
      black: 'Black, serif',
    },
  },
  ru: {
    heading: 'Состояния',
    about: 'Все состояния, для которых рисовалась карточка. По списку можно ходить стрелками.',
    list: 'Состояния',
    look: 'Как показать',
    show: 'Показать',
    frame: (title) => `Карточка: ${title}`,
    alone: 'Открыть отдельно',
    switches: {
      width: 'Ширина',
      theme: 'Тема',
      locale: 'Язык',
      density: 'Плотность',
      dir: 'Направление',
      face: 'Цвета системы',
    },
    values: {
      380: '380 px',
      640: '640 px',
      full: 'Сколько есть',
      auto: 'Как в системе',
      light: 'Светлая',
      dark: 'Тёмная',
      en: 'English',
      ru: 'Русский',
      comfortable: 'Просторно',
      compact: 'Плотно',
      ltr: 'Слева направо',
      rtl: 'Справа налево',
      own: 'Не заданы',
      teal: 'Бирюза, без скруглений',
      yellow: 'Бледно-жёлтый',
      black: 'Чёрный, с засечками',
    },
  },
}
