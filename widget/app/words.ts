import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../shared/words/language.ts'

/** The words of the app on a host's page. */
const english = {
  waiting: 'Open a conversation',
  waitingHelp: 'Firstline shows here the customer of the conversation that you open.',
  opening: 'Opening the conversation…',
  again: 'Try again',
  trouble: 'The conversation cannot be shown',

  signIn: 'Sign in to Firstline',
  why: 'This page cannot tell us for certain who you are. A note in this conversation can: only you can write it in your name.',
  get: 'Get the words for the note',
  steps: 'Steps',
  copyStep: 'Copy these words:',
  words: 'Words for the note',
  copy: 'Copy',
  copied: 'Copied',
  noteStep:
    'Write them as an internal note in this conversation, with nothing else in it. An internal note is seen by colleagues only.',
  lookStep: 'Come back here and press:',
  look: 'I have written the note',
  missing:
    'There is no such note in this conversation yet. Check that it is an internal note with these words alone.',
  validUntil: (time: string) => `The words are valid until ${time}.`,
  promise:
    'No password and no access key leaves your helpdesk: we only look who wrote the note. You stay signed in in this browser for twelve hours.',
  warning:
    'Write the words only if you see them here yourself. Who writes them for somebody else lets them in under their own name.',
  noCookie:
    'You have proved who you are, but the browser does not keep our cookie on this page. Allow cookies of Firstline here, and sign in again.',

  as: (name: string) => `You are ${name}`,
  signOut: 'Sign out',
}

type AppCatalogue = typeof english

const russian: AppCatalogue = {
  waiting: 'Откройте обращение',
  waitingHelp: 'Здесь Firstline покажет клиента того обращения, которое вы откроете.',
  opening: 'Открываем переписку…',
  again: 'Попробовать ещё раз',
  trouble: 'Переписку показать не получилось',

  signIn: 'Вход в Firstline',
  why: 'Эта страница не может надёжно сказать нам, кто вы. Это может заметка в обращении: написать её от вашего имени можете только вы.',
  get: 'Получить слова для заметки',
  steps: 'Шаги',
  copyStep: 'Скопируйте эти слова:',
  words: 'Слова для заметки',
  copy: 'Скопировать',
  copied: 'Скопировано',
  noteStep:
    'Напишите их внутренней заметкой в этом обращении, больше ничего в ней не пишите. Внутреннюю заметку видят только коллеги.',
  lookStep: 'Вернитесь сюда и нажмите:',
  look: 'Заметка написана',
  missing:
    'Такой заметки в этом обращении пока нет. Проверьте, что это внутренняя заметка и в ней только эти слова.',
  validUntil: (time) => `Слова действуют до ${time}.`,
  promise:
    'Ни пароль, ни ключ доступа не покидают вашу систему: мы смотрим лишь, кто написал заметку. В этом браузере вход сохранится на двенадцать часов.',
  warning:
    'Пишите эти слова, только если видите их здесь сами. Если написать их за другого, он войдёт под вашим именем.',
  noCookie:
    'Вы подтвердили, кто вы, но браузер не сохраняет cookie Firstline на этой странице. Разрешите их и войдите снова.',

  as: (name) => `Вы — ${name}`,
  signOut: 'Выйти',
}

/** The words in the app's language. */
export function useAppWords(): ComputedRef<AppCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
