import bundled from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/**
 * A real Chromium from npm alone (`CHROMIUM_PATH` for another). Started with our own flags: the package's defaults switch web
 * security off.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await bundled.executablePath())
  const args = [
    '--no-sandbox',
    '--headless=shell',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
  ]
  return chromium.launch({ executablePath, args, handleSIGINT: false, handleSIGTERM: false })
}
