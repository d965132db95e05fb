import type { Standing } from './standing.ts'

/** What the sentences name. */
export interface Named {
  /** As the setting has it. */
  readonly gateway: string
  readonly workspace: string
  /** Of the page that the agent looks at. */
  readonly page: string
}

interface Words {
  readonly unfilled: string
  readonly heading: string
  readonly again: string
  readonly open: string
  /** What is wrong, and who can mend it how. */
  readonly why: Readonly<Record<Standing, (named: Named) => readonly [wrong: string, remedy: string]>>
}

const english: Words = {
  unfilled: 'Firstline: fill in the settings "gateway" and "workspace" of the plugin.',
  heading: 'Firstline did not open',
  again: 'Try again',
  open: 'Open Firstline in a new tab',
  why: {
    'not-told': ({ gateway, page }) => [
      `The address of Firstline in this plugin’s settings does not answer. Neither this browser nor the helpdesk’s own server got anything of Firstline from ${gateway}.`,
      `The administrator of the plugin can mend it: is the setting “gateway” the right address, does Firstline run there, is “workspace” one of its workspaces, and is ${page} among the origins of that workspace?`,
    ],
    'unknown-workspace': ({ gateway, workspace }) => [
      `Firstline answers at ${gateway}, but has no workspace “${workspace}”.`,
      'The administrator of the plugin can mend it: the setting “workspace” is the id of a workspace as it stands in Firstline’s own settings.',
    ],
    'not-supported': ({ gateway, workspace }) => [
      `Firstline answers at ${gateway}, but its workspace “${workspace}” belongs to a system that has no such plugin.`,
      'The administrator of the plugin can mend it: the setting “workspace” must be the id of this helpdesk’s workspace.',
    ],
    'page-not-allowed': ({ gateway, workspace, page }) => [
      `Firstline answers at ${gateway}, but this page may not show it.`,
      `Who runs Firstline can mend it: ${page} must be among the origins of the workspace “${workspace}”.`,
    ],
    ready: ({ gateway }) => [
      `Firstline answers the helpdesk’s server, but this browser has got nothing from ${gateway}.`,
      'See whether it opens in a tab of its own. If it does not, the network, a VPN or an extension of this browser keeps it away: ask who looks after your computer.',
    ],
  },
}

const russian: Words = {
  unfilled: 'Firstline: заполните настройки плагина «gateway» и «workspace».',
  heading: 'Firstline не открылся',
  again: 'Попробовать ещё раз',
  open: 'Открыть Firstline в новой вкладке',
  why: {
    'not-told': ({ gateway, page }) => [
      `Адрес Firstline из настроек плагина не отвечает. Ни браузер, ни сервер вашей системы ничего не получили от Firstline по адресу ${gateway}.`,
      `Исправить это может администратор плагина. Нужно проверить: верен ли адрес в настройке «gateway», работает ли там Firstline, есть ли у него рабочее пространство из настройки «workspace» и указан ли адрес ${page} в его origins.`,
    ],
    'unknown-workspace': ({ gateway, workspace }) => [
      `Firstline по адресу ${gateway} отвечает, но рабочего пространства «${workspace}» у него нет.`,
      'Исправить это может администратор плагина: в настройке «workspace» должен стоять id рабочего пространства из настроек самого Firstline.',
    ],
    'not-supported': ({ gateway, workspace }) => [
      `Firstline по адресу ${gateway} отвечает, но рабочее пространство «${workspace}» относится к системе, для которой такого плагина нет.`,
      'Исправить это может администратор плагина: в настройке «workspace» должен стоять id рабочего пространства этой системы.',
    ],
    'page-not-allowed': ({ gateway, workspace, page }) => [
      `Firstline по адресу ${gateway} отвечает, но показывать его на этой странице не разрешено.`,
      `Исправить это может тот, кто отвечает за Firstline: адрес ${page} нужно добавить в origins рабочего пространства «${workspace}».`,
    ],
    ready: ({ gateway }) => [
      `Серверу вашей системы Firstline отвечает, а в этот браузер от ${gateway} ничего не пришло.`,
      'Проверьте, открывается ли он в отдельной вкладке. Если нет, его не пропускает сеть, VPN или расширение браузера: обратитесь к тому, кто обслуживает ваш компьютер.',
    ],
  },
}

/** @param locale of the plugin's settings; else the browser's language counts. */
export function wordsIn(locale: string | undefined): Words {
  const language = locale === 'en' || locale === 'ru' ? locale : navigator.language
  return language.startsWith('ru') ? russian : english
}
