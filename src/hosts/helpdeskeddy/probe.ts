import { endsProbe, right, tried, wrong, type Advice, type ProbeFinding, type Sentence } from '../probing.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { commentsOf } from './comments.ts'
import { isKnownType, wireFields } from './custom-fields.ts'
import { departmentsOf, staffOf } from './lines.ts'
import { StatusesAnswer, TicketsAnswer, UsersAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(hde: Helpdeskeddy): Promise<readonly ProbeFinding[]> {
  const { http, settings } = hde
  const users = await look({ en: 'Users', ru: 'Пользователи' }, async () => {
    await http.read({ method: 'GET', path: address(['users'], { page: '1' }), answer: UsersAnswer })
    return right('The contacts can be read.', 'Контакты читаются.')
  })
  // One wrong key is one finding.
  if (endsProbe(users)) return [users]
  const seen = { ticket: null as number | null }
  const tickets = await look({ en: 'Tickets', ru: 'Заявки' }, async () => {
    const path = address(['tickets'], { page: '1' })
    const { data } = await http.read({ method: 'GET', path, answer: TicketsAnswer })
    seen.ticket = data[0]?.id ?? null
    return right('The tickets can be read.', 'Заявки читаются.')
  })
  const departments = { known: null as Map<number, string> | null }
  const dictionary = await look({ en: 'Departments', ru: 'Отделы' }, async () => {
    departments.known = await departmentsOf(hde)
    return right('The departments can be read.', 'Отделы читаются.')
  })
  const { known } = departments
  const lines = known ? settings.lines.map((line) => lineFinding(line, known.get(line.departmentId))) : []
  const groups = [...new Set([...settings.operatorGroups, ...settings.supervisorGroups])]
  return [
    users,
    tickets,
    // Where there is no ticket, whether comments may be read cannot be tried.
    ...(settings.comments && seen.ticket !== null ? [await comments(hde, seen.ticket)] : []),
    dictionary,
    ...(await Promise.all(lines)),
    await statuses(hde),
    ...(await Promise.all(groups.map((group) => groupFinding(hde, group)))),
    await fields(hde),
  ]
}

function comments(hde: Helpdeskeddy, ticket: number): Promise<ProbeFinding> {
  return look({ en: 'Internal comments', ru: 'Внутренние комментарии' }, async () => {
    await commentsOf(hde, ticket)
    return right('The internal comments can be read.', 'Внутренние комментарии читаются.')
  })
}

function lineFinding(
  { id, departmentId }: { readonly id: string; readonly departmentId: number },
  name: string | undefined,
): Promise<ProbeFinding> {
  return look({ en: `Line ${id}`, ru: `Линия ${id}` }, async () =>
    name === undefined
      ? wrong(
          `The host has no department with the number ${departmentId}. Correct the settings of the line.`,
          `В системе нет отдела с номером ${departmentId}. Исправьте настройки линии.`,
        )
      : right(`Its department is “${name}”.`, `Её отдел — «${name}».`),
  )
}

function groupFinding(hde: Helpdeskeddy, group: number): Promise<ProbeFinding> {
  return look({ en: `Group ${group}`, ru: `Группа ${group}` }, async () =>
    (await staffOf(hde, [group])).length === 0
      ? wrong(
          'The group has no users that we may see. Correct the settings, or give our user the right to see them.',
          'В группе нет пользователей, которых нам видно. Исправьте настройки или дайте нашему пользователю право их видеть.',
        )
      : right('Its users can be read.', 'Её пользователи читаются.'),
  )
}

function statuses({ http, settings }: Helpdeskeddy): Promise<ProbeFinding> {
  return look({ en: 'Statuses', ru: 'Статусы' }, async () => {
    const { data } = await http.read({ method: 'GET', path: address(['statuses']), answer: StatusesAnswer })
    const unknown = [settings.reopenStatus, ...settings.closedStatuses].filter(
      (id) => !data.some((one) => one.id === id),
    )
    return unknown.length > 0
      ? wrong(
          `The host has no status “${unknown.join('”, “')}”. Correct the settings.`,
          `В системе нет статуса «${unknown.join('», «')}». Исправьте настройки.`,
        )
      : right('The statuses of the settings exist.', 'Статусы из настроек существуют.')
  })
}

/** The fields that the form will ask for, and the one of our key. */
function fields(hde: Helpdeskeddy): Promise<ProbeFinding> {
  const { markFieldId } = hde.settings
  return look({ en: 'Fields of tickets', ru: 'Поля заявок' }, async () => {
    const known = await wireFields(hde)
    if (markFieldId !== null && !known.some(({ id }) => id === markFieldId))
      return wrong(
        `The tickets have no field with the number ${markFieldId}, which is to hold our key. Correct “markFieldId”.`,
        `У заявок нет поля с номером ${markFieldId} для нашего ключа. Исправьте «markFieldId».`,
      )
    const strange = known
      .filter(
        ({ field_type: type, permissions }) => permissions.required_to_create_ticket && !isKnownType(type),
      )
      .map((one) => `${one.id} (${one.field_type})`)
      .join(', ')
    return strange === ''
      ? right(
          'They can be read, and all that are required can be filled here.',
          'Они читаются, и все обязательные можно заполнить здесь.',
        )
      : wrong(
          `Required fields are of a type that we cannot fill: ${strange}. Make them optional in the host.`,
          `Есть обязательные поля, которые мы не умеем заполнять: ${strange}. Сделайте их в системе необязательными.`,
        )
  })
}

const ADVICE: Advice = {
  'wrong-credentials': {
    en: 'Check the e-mail and the API key in the settings.',
    ru: 'Проверьте в настройках почту и ключ API.',
  },
  'not-allowed': {
    en: 'Check the rights of the key’s owner.',
    ru: 'Проверьте права владельца ключа.',
  },
  'rate-limited': {
    en: 'Other programs of this account ask too much; wait until the block ends.',
    ru: 'Другие программы этого аккаунта обращаются слишком часто; дождитесь конца блокировки.',
  },
}

function look(about: Sentence, what: Parameters<typeof tried>[2]): Promise<ProbeFinding> {
  return tried(about, ADVICE, what)
}
