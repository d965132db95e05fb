import { expect, it } from 'vitest'
import { fileKind } from '../../widget/files/file-kind.ts'

it.each([
  ['offer.PDF', null, 'PDF', 'PDF'],
  ['price.xlsx', null, 'Table', 'Таблица'],
  [
    'contract',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'Document',
    'Документ',
  ],
  ['plan.dwg', '', 'DWG', 'DWG'],
  // What opens it is decided by its ending.
  ['photo.jpg.exe', 'image/jpeg', 'Program', 'Программа'],
  ['nothing to go by', null, null, null],
  ['odd', 'application/octet-stream', null, null],
])('calls %s (%s) what people call it', (name, type, en, ru) => {
  expect(fileKind(name, type, 'en')).toBe(en)
  expect(fileKind(name, type, 'ru')).toBe(ru)
})
