import type { ListWords } from './words.ts'

export const russian: ListWords = {
  rows: {
    'no-recipient': () => 'В строке не сказано, кому писать: нужен контакт, адрес или запись.',
    'several-recipients': () =>
      'В строке заполнено больше одного из трёх: контакт, адрес, запись. Оставьте что-то одно.',
    'scientific-notation': ({ address }) =>
      `${address} — число, которое сократила таблица; его последние цифры потеряны. Сделайте столбец текстовым, внесите телефоны заново и сохраните файл ещё раз.`,
    'address-malformed': ({ address, suggestion }) =>
      suggestion
        ? `${address} — неполный адрес. Возможно, имелся в виду ${suggestion}.`
        : `${address} — не адрес этого канала.`,
    'value-missing': ({ name }) => `Для текста нужно значение {{${name}}}, а в строке его нет.`,
    'unknown-line': ({ line }) => (line ? `Линии ${line} нет.` : 'Такой линии нет.'),
    'invalid-field': ({ field, text }) => [field, text].filter(Boolean).join(': '),
    'wrong-cells': ({ cells, columns }) =>
      `Ячеек в строке ${cells}, а в заголовке ${columns}: потерян разделитель или кавычка.`,
    'mixed-encoding': () => 'Строка записана не в той кодировке, что остальной файл, и прочитать её нельзя.',
    duplicate: ({ row }) =>
      row ? `Этому же человеку пишет строка ${row}.` : 'Этому же человеку пишет другая строка списка.',
    'operation-conflict': () => 'С номером операции этой строки уже просили другое сообщение.',
  },
  header: {
    'no-recipient': ({ found }) =>
      `В первой строке должны быть названия столбцов, и среди них contactId, address или recordId. Сейчас там: ${found.join(', ') || 'ничего'}.`,
    'several-addresses': ({ found }) =>
      `Непонятно, в каком столбце адрес: ${found.join(', ')}. Назовите один из них address.`,
    'no-record-type': () => 'Столбцу recordId нужен столбец recordType.',
    twice: ({ name }) => `Два столбца значат одно и то же: ${name}.`,
    'no-name': ({ column }) => `У столбца ${column} нет названия.`,
  },
  file: {
    empty: () => 'Файл пуст.',
    'no-text': () => 'Это не текст. Файлу в UTF-16 нужна метка порядка байтов в начале.',
    spreadsheet: () => 'Это файл таблицы. Сохраните его как CSV и отправьте снова.',
    'header-encoding': () => 'Первая строка записана сразу в двух кодировках, прочитать её нельзя.',
    'quote-not-closed': (line) => `Кавычка, открытая в строке ${line} или выше, нигде не закрывается.`,
    'row-too-long': (line) => `Строка около ${line}-й длиннее 256 КБ: похоже, кавычка нигде не закрывается.`,
  },
  tooMany: 'В списке может быть не больше 1 000 000 строк.',
  contentType: 'нужен application/json или text/csv',
  charset: 'кодировка может быть utf-8, windows-1251, utf-16le или utf-16be',
  idTwice: 'указан и здесь, и в Idempotency-Key, и они различаются',
}
