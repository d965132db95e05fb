import 'systemjs/dist/system.js'

/**
 * The vendor's card with a widget of our module on it (facts, 6.4): SystemJS loads the compiled client script and the file beside
 * it, the script gets the card's item in its context, and is told that the widget is opened.
 */
type Factory = (context: object, view: object, server: object) => { onInit(): Promise<void> }
declare const System: {
  import(address: string): Promise<{ default: Factory }>
  addImportMap(map: { imports: Record<string, string> }): void
}

const place = document.querySelector<HTMLElement>('[data-module]')
const { module: folder = '', app } = place?.dataset ?? {}
// How the host finds the file by its bare name is not documented; a map of imports does the same.
System.addImportMap({ imports: { 'firstline.js': `${folder}/firstline.js` } })
const { default: made } = await System.import(`${folder}/client.js`)
await made({ data: { app: app ? (JSON.parse(app) as unknown) : null } }, {}, {}).onInit()
