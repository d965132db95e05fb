import type { AttachmentCatalogue } from './en.ts'

const files = new Intl.PluralRules('ru')
const FORMS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'файл', few: 'файла' }
const counted = (count: number): string => `${count} ${FORMS[files.select(count)] ?? 'файлов'}`

/** The words about files in Russian. */
export const russian: AttachmentCatalogue = {
  files: 'Файлы',
  attach: 'Прикрепить',
  attachFile: 'Прикрепить файл',
  attachFiles: 'Прикрепить файлы',
  drop: 'Отпустите, чтобы прикрепить',
  wayFirst: 'Сначала выберите, куда написать, потом прикрепите файлы.',
  notWithTemplate: 'Шаблон отправляется без файлов.',
  each: (size) => `до ${size} каждый`,
  together: (size) => `вместе до ${size}`,
  atMost: (count) => `не больше ${count === 1 ? 'одного файла' : `${count} файлов`}`,
  oneOf: (size) => `один файл до ${size}`,
  more: (count) => `и ещё ${count}`,

  waiting: 'Ждёт очереди',
  percent: (share) => `${Math.round(share * 100)} %`,
  notUploaded: 'Не загружен.',
  progressOf: (name) => `Загружается ${name}`,
  cancel: (name) => `Отменить загрузку: ${name}`,
  retry: (name) => `Загрузить ещё раз: ${name}`,
  remove: (name) => `Убрать ${name}`,
  dismiss: (name) => `Скрыть ${name}`,
  leavesThen: (count) =>
    count === 1
      ? 'Один файл ещё загружается. Сообщение уйдёт, как только он загрузится.'
      : `Ещё загружаются ${counted(count)}. Сообщение уйдёт, как только они загрузятся.`,
  notYet: 'Пока не отправлять',
  waitingForFiles: 'Ждём файлы',
  inTheWay: (count) =>
    count === 1
      ? 'Один файл не может уйти с сообщением. Уберите его или загрузите ещё раз, потом отправьте.'
      : `С сообщением не могут уйти ${counted(count)}. Уберите их или загрузите ещё раз, потом отправьте.`,

  heard: {
    uploading: (count) => `Загружаем ${counted(count)}.`,
    attached: (name) => `${name} прикреплён.`,
    failed: (name) => `${name} не загружен.`,
    removed: (name) => `${name} убран.`,
  },
}
