import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { startStories, type Stories } from '../test/setup/stories.ts'
import { STORIES, STORY_GROUPS } from '../widget/stories/list.ts'

const FOLDER = fileURLToPath(new URL('../docs/stories/', import.meta.url))
const WIDTH = 380
const HEIGHT = 600
/** Two cards beside each other, made smaller: a hundred of them lie in the repository. */
const SCALE = 0.7
const QUALITY = 0.36
const LOOKS = [
  { locale: 'en', theme: 'light' },
  { locale: 'ru', theme: 'dark' },
] as const

/** A picture of every story, in English and light beside Russian and dark on a narrow card, and the page that shows them all. */
export async function takeStoryPictures(browser: Browser, only: readonly string[] = []): Promise<void> {
  const stories = await startStories()
  try {
    if (only.length === 0) await rm(FOLDER, { recursive: true, force: true })
    await mkdir(FOLDER, { recursive: true })
    const context = await browser.newContext({
      viewport: { width: WIDTH, height: HEIGHT },
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Moscow',
    })
    const page = await context.newPage()
    const desk = await context.newPage()
    for (const name of Object.keys(STORIES).filter((one) => only.length === 0 || only.includes(one))) {
      const shots: string[] = []
      for (const look of LOOKS) shots.push(await shotOf(stories, page, name, look))
      await writeFile(`${FOLDER}${name}.webp`, await beside(desk, shots))
    }
    await context.close()
    if (only.length === 0) await writeFile(`${FOLDER}README.md`, gallery())
  } finally {
    await stories.stop()
  }
}

async function shotOf(
  stories: Stories,
  page: Page,
  name: string,
  look: Readonly<Record<string, string>>,
): Promise<string> {
  const failed = await stories.tell(page, name, look)
  if (failed) throw new Error(`${name}: ${failed}`)
  // The card's own height is the host's affair; here it is the picture's.
  await page.evaluate((height) => {
    document.querySelector<HTMLElement>('firstline-conversation')?.style.setProperty('block-size', height)
  }, `${HEIGHT}px`)
  return (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
}

/** One WebP of pictures beside each other: the browser is the one that can write it. */
async function beside(desk: Page, shots: readonly string[]): Promise<Buffer> {
  const url = await desk.evaluate(
    async ({ images, width, height, scale, quality }) => {
      const canvas = document.createElement('canvas')
      canvas.width = images.length * width * scale
      canvas.height = height * scale
      const context = canvas.getContext('2d')
      if (!context) throw new Error('This browser cannot draw.')
      context.imageSmoothingQuality = 'high'
      for (const [n, one] of images.entries()) {
        const image = new Image()
        image.src = `data:image/png;base64,${one}`
        await image.decode()
        context.drawImage(image, n * width * scale, 0, width * scale, height * scale)
      }
      return canvas.toDataURL('image/webp', quality)
    },
    { images: shots, width: WIDTH, height: HEIGHT, scale: SCALE, quality: QUALITY },
  )
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** What a person finds in the folder. */
function gallery(): string {
  const groups = STORY_GROUPS.map(({ title: [title], stories }) => {
    const pictures = Object.entries(stories).map(
      ([name, story]) => `### ${story.title[0]}\n\n![${story.title[0]}](${name}.webp)\n`,
    )
    return `## ${title}\n\n${pictures.join('\n')}`
  })
  return `# Stories\n\nEvery state that was designed, on a card 380 pixels wide: in English and light, in Russian and dark. \`npm run screenshots\`\ntakes the pictures anew; \`/stories\` of the sandbox shows the living ones.\n\n${groups.join('\n')}`
}
