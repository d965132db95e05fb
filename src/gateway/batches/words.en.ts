import type { ListWords } from './words.ts'

export const english: ListWords = {
  rows: {
    'no-recipient': () => 'The row does not say to whom: fill in the contact, the address or the record.',
    'several-recipients': () =>
      'The row names more than one of contact, address and record: leave one of them.',
    'scientific-notation': ({ address = 'The address' }) =>
      `${address} is a number that a spreadsheet has shortened, and its last digits are lost. Make the column a text column, enter the phones again and export the file once more.`,
    'address-malformed': ({ address = 'What is written there', suggestion }) =>
      suggestion
        ? `${address} is not a full address. Perhaps ${suggestion} is meant.`
        : `${address} is not an address of this channel.`,
    'value-missing': ({ name }) =>
      name
        ? `The text needs a value for {{${name}}}, and the row has none.`
        : 'The text needs a value that the row does not have.',
    'unknown-line': ({ line }) => (line ? `There is no line ${line}.` : 'There is no such line.'),
    'invalid-field': ({ field, text }) => [field, text].filter(Boolean).join(': '),
    'wrong-cells': ({ cells, columns }) =>
      cells
        ? `The row has ${cells} cells, the header has ${columns}: a separator or a quote is missing.`
        : 'The row has more or fewer cells than the header: a separator or a quote is missing.',
    'mixed-encoding': () =>
      'The row is written in another encoding than the rest of the file and cannot be read.',
    duplicate: ({ row }) =>
      row ? `Row ${row} is for the same person.` : 'Another row of this list is for the same person.',
    'operation-conflict': () => 'Another message was already asked for under the operation id of this row.',
  },
  header: {
    'no-recipient': ({ found }) =>
      `The first line must name the columns, and one of them must be contactId, address or recordId. It names: ${found.join(', ') || 'nothing'}.`,
    'several-addresses': ({ found }) =>
      `It is not clear which column is the address: ${found.join(', ')}. Name one of them address.`,
    'no-record-type': () => 'A column recordId needs a column recordType beside it.',
    twice: ({ name }) => `Two columns mean the same: ${name}.`,
    'no-name': ({ column }) => `Column ${column} has no name.`,
  },
  file: {
    empty: () => 'The file is empty.',
    'no-text': () => 'The file is no text. UTF-16 needs a byte order mark at its beginning.',
    spreadsheet: () => 'This is a spreadsheet. Save it as CSV and send that.',
    'header-encoding': () => 'The first line is written in two encodings at once and cannot be read.',
    'quote-not-closed': (line) => `A quotation mark that opens in line ${line} or above is never closed.`,
    'row-too-long': (line) =>
      `The row near line ${line} is longer than 256 kB: probably a quotation mark is never closed.`,
  },
  hop: (n) => `Message ${n} of the cascade would go; those before it are refused.`,
  tooMany: 'A list may have at most 1,000,000 rows.',
  contentType: 'send application/json or text/csv',
  charset: 'the charset must be utf-8, windows-1251, utf-16le or utf-16be',
  idTwice: 'is given here and in Idempotency-Key, and they differ',
}
