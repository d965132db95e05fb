import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../shared/words/language.ts'

/** What is said where customers are looked for and created, in the form and on the page without a record. */
const english = {
  search: 'Name, phone, email or @name',
  searchHint: 'Write at least three characters.',
  searching: 'Searching',
  nothingFound: 'Nobody found.',
  found: (count: number, more: boolean) => {
    if (more) return `The first ${count} are shown.`
    return count === 1 ? 'One found.' : `${count} found.`
  },
  more: 'Show more',
  results: 'Found customers',

  newContact: 'New contact',
  backToSearch: 'Back to search',
  name: 'Name',
  reachBy: 'Reach by',
  phone: 'Phone',
  email: 'Email',
  phoneHint: 'With the country code, +7 912 345-67-89',
  createContact: 'Create contact',
  creating: 'Creating',
  checking: 'Checking the address',
  didYouMean: 'Did you mean',
  notInternational: 'The number is not in international form.',
  keptAs: 'Will be kept as',
  existsAlready: (name: string) => `${name} has this address already.`,
  takeExisting: (name: string) => `Write to ${name}`,
  fillName: 'Fill in the name.',
  fillPhone: 'Fill in the phone.',
  fillEmail: 'Fill in the email.',
}

type PeopleCatalogue = typeof english

const russian: PeopleCatalogue = {
  search: 'Имя, телефон, почта или @имя',
  searchHint: 'Введите хотя бы три знака.',
  searching: 'Ищем',
  nothingFound: 'Никого не нашли.',
  found: (count, more) => (more ? `Показаны первые ${count}.` : `Найдено: ${count}.`),
  more: 'Показать ещё',
  results: 'Найденные клиенты',

  newContact: 'Новый контакт',
  backToSearch: 'Вернуться к поиску',
  name: 'Имя',
  reachBy: 'Как связаться',
  phone: 'Телефон',
  email: 'Почта',
  phoneHint: 'С кодом страны: +7 912 345-67-89',
  createContact: 'Создать контакт',
  creating: 'Создаём',
  checking: 'Проверяем адрес',
  didYouMean: 'Может быть,',
  notInternational: 'Номер записан не в международном виде.',
  keptAs: 'Сохраним как',
  existsAlready: (name) => `Этот адрес уже есть у контакта «${name}».`,
  takeExisting: (name) => `Написать: ${name}`,
  fillName: 'Впишите имя.',
  fillPhone: 'Впишите телефон.',
  fillEmail: 'Впишите адрес почты.',
}

/** The words of search and creation in the card's language. */
export function usePeopleWords(): ComputedRef<PeopleCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
