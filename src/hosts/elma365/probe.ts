import { endsProbe, right, tried, wrong, type Advice, type ProbeFinding, type Sentence } from '../probing.ts'
import { path } from '../http-body.ts'
import type { Elma365 } from './api.ts'
import { instancesOf } from './instances.ts'
import { membersOf, namesOfLines } from './lines.ts'
import { cannedRepliesOf } from './replies.ts'
import { ListAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(elma: Elma365): Promise<readonly ProbeFinding[]> {
  const { contacts } = elma.settings
  const web = await look({ en: 'Web API', ru: 'Web API' }, async () => {
    await elma.web.read({
      method: 'POST',
      path: path('app', contacts.namespace, contacts.code, 'list'),
      json: { active: true, from: 0, size: 1 },
      answer: ListAnswer,
    })
    return right('The contacts can be read.', 'Контакты читаются.')
  })
  // One wrong token, or one dead host, is one finding.
  if (endsProbe(web)) return [web]
  const names: { known: Map<string, string> | null } = { known: null }
  const module = await look({ en: 'Module', ru: 'Модуль' }, async () => {
    names.known = await namesOfLines(elma)
    return right('The module answers.', 'Модуль отвечает.')
  })
  const { known } = names
  const lines = known ? elma.settings.lines.map(({ id }) => lineFinding(id, known.get(id))) : []
  const rest = await Promise.all([...lines, ...processes(elma), ...groups(elma), ...replies(elma)])
  return [web, module, ...rest]
}

function lineFinding(id: string, name: string | undefined): Promise<ProbeFinding> {
  return look({ en: `Line ${id}`, ru: `Линия ${id}` }, async () =>
    name === undefined
      ? wrong(
          'The host has no line with this id. Correct the settings.',
          'В системе нет линии с таким идентификатором. Исправьте настройки.',
        )
      : right(`The host calls it “${name}”.`, `В системе она называется «${name}».`),
  )
}

function processes(elma: Elma365): Promise<ProbeFinding>[] {
  return elma.settings.lines.flatMap((line) =>
    line.channels.map(({ channel, process }) => {
      const name = `${process.namespace}/${process.code}`
      return look({ en: `Process ${name}`, ru: `Процесс ${name}` }, async () => {
        await instancesOf(elma, process, 0, 1)
        return right(
          `It can be read; line ${line.id} sends ${channel} with it.`,
          `Читается; линия ${line.id} отправляет им в канал ${channel}.`,
        )
      })
    }),
  )
}

function groups(elma: Elma365): Promise<ProbeFinding>[] {
  const ids = new Set(
    elma.settings.lines.flatMap((line) => [...line.operatorGroups, ...line.supervisorGroups]),
  )
  return [...ids].map((id) =>
    look({ en: `Group ${id}`, ru: `Группа ${id}` }, async () => {
      await membersOf(elma, id)
      return right('Its users can be read.', 'Её пользователи читаются.')
    }),
  )
}

/** Nothing where the settings name no app of ready answers. */
function replies(elma: Elma365): Promise<ProbeFinding>[] {
  const { replies: app } = elma.settings
  if (app === null) return []
  return [
    look({ en: 'Ready answers', ru: 'Готовые ответы' }, async () => {
      const page = await cannedRepliesOf(elma)?.list(null, null)
      return (page?.items.length ?? 0) > 0 || page?.next !== null
        ? right('They can be read.', 'Читаются.')
        : wrong(
            `The app ${app.namespace}/${app.code} has no item with words in “${app.textField}”. Correct “replies”.`,
            `В приложении ${app.namespace}/${app.code} нет записей с текстом в «${app.textField}». Исправьте «replies».`,
          )
    }),
  ]
}

const ADVICE: Advice = {
  'wrong-credentials': { en: 'Check the token in the settings.', ru: 'Проверьте токен в настройках.' },
  'not-allowed': {
    en: 'Check the rights of the token’s user.',
    ru: 'Проверьте права пользователя, которому принадлежит токен.',
  },
  'unknown-id': {
    en: 'Check the address, the codes in the settings, and that what they name is published.',
    ru: 'Проверьте адрес, коды в настройках и то, что названное ими опубликовано.',
  },
  'bad-request': { en: 'Check the codes in the settings.', ru: 'Проверьте коды в настройках.' },
}

function look(about: Sentence, what: Parameters<typeof tried>[2]): Promise<ProbeFinding> {
  return tried(about, ADVICE, what)
}
