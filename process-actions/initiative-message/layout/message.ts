import { field, type Section } from './field.ts'

/** Who gets it, and from where. */
export const TO_WHOM: Section = {
  title: { en: 'To whom', ru: 'Кому' },
  fields: [
    field(
      'line',
      'line',
      true,
      { en: 'Line', ru: 'Линия' },
      {
        en: 'The line from which the message leaves.',
        ru: 'Линия, от имени которой уйдёт сообщение.',
      },
    ),
    field(
      'channel',
      'channel',
      false,
      { en: 'Channel', ru: 'Канал' },
      {
        en: 'Needed only when the line has several.',
        ru: 'Нужен, только если у линии их несколько.',
      },
    ),
    field(
      'to.contactId',
      'contact',
      false,
      { en: 'Contact', ru: 'Контакт' },
      {
        en: 'Fill in one of contact, record and address.',
        ru: 'Заполните что-то одно: контакт, запись или адрес.',
      },
    ),
    field('to.record.type', 'record', false, { en: 'Kind of record', ru: 'Вид записи' }),
    field('to.record.id', 'record', false, {
      en: 'Record whose contact is meant',
      ru: 'Запись, контакту которой пишем',
    }),
    field('to.address', 'address', false, {
      en: 'Phone, email or messenger name',
      ru: 'Телефон, почта или имя в мессенджере',
    }),
  ],
}

/** What is said, and in whose name. */
export const WHAT: Section = {
  title: { en: 'What', ru: 'Что' },
  fields: [
    field(
      'message.subject',
      'text',
      false,
      { en: 'Subject', ru: 'Тема' },
      { en: 'Only for email.', ru: 'Только для почты.' },
    ),
    field(
      'message.text',
      'long-text',
      false,
      { en: 'Text', ru: 'Текст' },
      {
        en: 'Fill in the text or choose a template, not both.',
        ru: 'Напишите текст или выберите шаблон — что-то одно.',
      },
    ),
    field(
      'message.attachments',
      'files',
      false,
      { en: 'Files', ru: 'Файлы' },
      {
        en: 'Address and name of each; the gateway fetches them.',
        ru: 'Адрес и имя каждого файла; шлюз скачает их сам.',
      },
    ),
    field(
      'message.template.id',
      'template',
      false,
      { en: 'Template', ru: 'Шаблон' },
      {
        en: 'An approved text of the line and channel. The only way to write when the time for free text is over.',
        ru: 'Одобренный текст этой линии и канала. Когда время для свободного текста вышло, написать можно только шаблоном.',
      },
    ),
    field(
      'message.template.variables',
      'values',
      false,
      { en: 'Variables of the template', ru: 'Переменные шаблона' },
      {
        en: 'By name; every one has to be filled. A date is written as 2026-11-21.',
        ru: 'По именам; заполнить нужно все. Дата пишется так: 2026-11-21.',
      },
    ),
    field(
      'author',
      'author',
      false,
      { en: 'Author', ru: 'Автор' },
      {
        en: 'The system, or an operator or supervisor of the line.',
        ru: 'Система либо оператор или супервизор линии.',
      },
    ),
  ],
}

/** What the session gets. */
export const SESSION: Section = {
  title: { en: 'About the session', ru: 'О сессии' },
  fields: [
    field(
      'tags',
      'tags',
      false,
      { en: 'Tags', ru: 'Теги' },
      {
        en: 'Some hosts demand at least one for a new session.',
        ru: 'В некоторых системах у новой сессии должен быть хотя бы один тег.',
      },
    ),
    field(
      'fields',
      'values',
      false,
      { en: 'Fields of the session', ru: 'Поля сессии' },
      {
        en: 'The host’s own fields of a new session, by id. Not used when the message goes into an open session.',
        ru: 'Собственные поля системы для новой сессии, по их идентификаторам. Если сообщение уходит в открытую сессию, не используются.',
      },
    ),
  ],
}
