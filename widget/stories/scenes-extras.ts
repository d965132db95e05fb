import type { Target } from '../../src/domain/after.ts'
import type { WireOffers, WireStartField } from '../../src/wire/form.ts'
import { card, EMPTY_DRAFT } from './people.ts'
import { email, way } from './ways.ts'
import type { Scene } from './scene.ts'

/** States of the form in which files, tags, the host's own fields, blind copies and the time after sending matter. */

const MB = 1024 * 1024
const LETTER_FILES: NonNullable<WireOffers['attachments']> = {
  formats: ['jpeg', 'jpg', 'png', 'pdf', 'doc', 'docx', 'rtf', 'bmp'],
  maxBytes: 30 * MB,
  maxTotalBytes: 30 * MB,
  maxCount: null,
  alone: true,
}

const field = (part: Partial<WireStartField> & { id: string }): WireStartField => ({
  known: null,
  label: part.id,
  kind: 'text',
  required: false,
  choices: [],
  initial: null,
  ...part,
})
const named = (...names: string[]): WireStartField['choices'] =>
  names.map((name, index) => ({ id: String(index + 1), name }))

export const HOST_FIELDS: readonly WireStartField[] = [
  field({
    id: 'department',
    known: 'department',
    kind: 'list',
    required: true,
    choices: named('Sales', 'Support', 'Warehouse'),
    initial: '2',
  }),
  field({ id: 'assignee', known: 'assignee', kind: 'list', choices: named('Olga Smirnova', 'Irina Belova') }),
  field({
    id: 'priority',
    known: 'priority',
    kind: 'list',
    choices: named('Low', 'Normal', 'High'),
    initial: '2',
  }),
  field({ id: 'contract', label: 'Contract number', required: true }),
  field({ id: 'amount', label: 'Amount, roubles', kind: 'number' }),
  field({ id: 'until', label: 'Answer until', kind: 'date' }),
  field({ id: 'about', label: 'What it is about', kind: 'long-text' }),
  field({
    id: 'products',
    label: 'Products',
    kind: 'many',
    choices: named('Timber', 'Boards', 'Beams', 'Plywood'),
  }),
  field({ id: 'agreed', label: 'Agreed by telephone?', kind: 'yes-no', required: true }),
  field({ id: 'send-letter', known: 'send-letter', kind: 'yes-no', initial: true }),
  field({ id: 'from-customer', known: 'from-customer', kind: 'yes-no', initial: false }),
]

export const TARGETS: readonly Target[] = [
  { kind: 'operator', id: 'op-1', name: 'Olga Smirnova' },
  { kind: 'operator', id: 'op-2', name: 'Irina Belova' },
  { kind: 'operator', id: 'op-3', name: 'Пётр Алексеев' },
  { kind: 'group', id: 'g-1', name: 'Second line' },
  { kind: 'skill', id: 'sk-1', name: 'Claims' },
  { kind: 'bot', id: 'b-1', name: 'Delivery bot' },
  { kind: 'department', id: 'd-1', name: 'Warehouse' },
]

const TAGS = [
  'Delivery',
  'Claim',
  'Payment',
  'Возврат',
  'Wholesale',
  ...Array.from({ length: 200 }, (_, one) => `Region ${one + 1}`),
]

type Shown = Extract<Scene, { card: unknown }>
const letters = (offers: Partial<WireOffers>, part: Parameters<typeof card>[0] = {}): Shown => ({
  card: card({ ways: [email()], ...part }),
  offers,
})

export const EXTRA_SCENES = {
  files: letters({ attachments: LETTER_FILES, blindCopy: true, after: [], finished: true }),
  'files-in-draft': letters(
    { attachments: LETTER_FILES, blindCopy: true, after: ['assign-to-me', 'close'] },
    {
      draft: {
        ...EMPTY_DRAFT,
        lineId: 'line-2',
        channel: 'email',
        address: 'p.serov@example.com',
        contactId: 'c-1',
        text: 'Good day, Pavel. The offer is attached.',
        blindCopy: 'archive@example.com, boss@example',
        attachments: [
          { id: 'f-1', name: 'offer.pdf', type: 'application/pdf', size: 240_000 },
          {
            id: 'f-2',
            name: 'Коммерческое предложение для ООО «Северные технологии и партнёры» на поставку 2027 года, редакция 4.docx',
            type: 'application/msword',
            size: 3_400_000,
          },
          { id: 'f-3', name: 'plan.dwg', type: '', size: 700 },
        ],
      },
    },
  ),
  tags: letters({ tags: { required: true, names: TAGS }, after: ['assign-to-me'] }),
  'host-fields': letters({ fields: [...HOST_FIELDS], after: [] }),
  after: {
    card: card({ ways: [way({}), email()] }),
    offers: { after: ['assign-to-me', 'close', 'hand-over'], targets: [...TARGETS] },
  },
  'all-extras': letters({
    attachments: LETTER_FILES,
    blindCopy: true,
    tags: { required: true, names: TAGS },
    fields: HOST_FIELDS.slice(0, 5),
    after: ['assign-to-me', 'close', 'hand-over'],
    targets: [...TARGETS],
  }),
} satisfies Record<string, Scene>
