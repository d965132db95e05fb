import type { Locale } from '../../src/words/locale.ts'

/** What files are, as people call it: in English, in Russian, and the endings and types by which it is known. */
const KINDS: readonly (readonly [en: string, ru: string, endings: string, type?: RegExp])[] = [
  ['PDF', 'PDF', 'pdf', /\/pdf$/],
  ['Picture', 'Картинка', 'jpg jpeg png gif webp avif heic bmp tif tiff svg', /^image\//],
  ['Recording', 'Аудио', 'mp3 ogg oga opus wav m4a aac flac amr', /^audio\//],
  ['Video', 'Видео', 'mp4 webm mov avi mkv m4v', /^video\//],
  ['Document', 'Документ', 'doc docx odt rtf pages', /msword|wordprocessing|opendocument\.text|\/rtf$/],
  ['Table', 'Таблица', 'xls xlsx ods csv numbers', /ms-excel|spreadsheet|\/csv$/],
  ['Presentation', 'Презентация', 'ppt pptx odp key', /powerpoint|presentation/],
  ['Archive', 'Архив', 'zip rar 7z gz tar', /\/(zip|gzip|x-tar|vnd\.rar|x-7z-compressed)$/],
  ['Web page', 'Веб-страница', 'html htm mhtml', /\/(html|xhtml\+xml)$/],
  [
    'Program',
    'Программа',
    'exe msi bat cmd com scr ps1 sh js vbs jar apk dmg app',
    /x-msdownload|\/javascript$/,
  ],
  ['Contact', 'Контакт', 'vcf', /vcard/],
  ['Text', 'Текст', 'txt md log', /^text\/plain$/],
]

/**
 * What a file is, in a word. By its ending first: that decides what opens it, whatever type it was sent as. One that nobody knows is
 * called by its ending; `null`: there is nothing to tell it by.
 */
export function fileKind(name: string, type: string | null, locale: Locale): string | null {
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(name.trim())?.[1]?.toLowerCase() ?? ''
  const found =
    KINDS.find(([, , endings]) => ending !== '' && endings.split(' ').includes(ending)) ??
    KINDS.find(([, , , known]) => ending === '' && type !== null && known?.test(type))
  if (found) return locale === 'ru' ? found[1] : found[0]
  return ending === '' ? null : ending.toUpperCase()
}
