import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { fillManifest, manifestText } from './build.ts'
import { readSteps } from './steps.ts'

/** `npm run manifest`: fills in what `manifest.json` takes from the definitions of the process steps and from the package. */
const FILE = new URL('../../manifest.json', import.meta.url)
const PACKAGE = new URL('../../package.json', import.meta.url)

const { version } = z.looseObject({ version: z.string() }).parse(JSON.parse(await readFile(PACKAGE, 'utf8')))
const before = await readFile(FILE, 'utf8')
const after = manifestText(fillManifest(JSON.parse(before), await readSteps(), version))
if (after === before) console.log('manifest.json is up to date.')
else {
  await writeFile(FILE, after)
  console.log('manifest.json has been written anew.')
}
