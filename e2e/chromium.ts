import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

interface Unpacked {
  executablePath: string
  env: Record<string, string>
}

/**
 * Unpacks the Chromium that comes with npm, with the libraries and fonts that a bare machine lacks, once per version.
 * It is unpacked aside and renamed into place, so that test files running side by side never start half a browser.
 */
export async function unpackedChromium(): Promise<Unpacked> {
  const folder = join(tmpdir(), `throughline-chromium-${await packageVersion()}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const libraries = join(folder, 'al2023', 'lib')
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      // The machine's own libraries come first: ours may be older than what its other libraries expect.
      LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, libraries].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: folder,
    },
  }
}

async function packageVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const manifest = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')
  return /"version": "([^"]+)"/.exec(manifest)?.[1] ?? 'unknown'
}

async function unpackInto(folder: string): Promise<void> {
  const aside = await mkdtemp(`${folder}-`)
  const previous = process.env.TMPDIR
  // The package decides by this variable whether to bring its shared libraries, and reads it when it is loaded.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
  process.env.TMPDIR = aside
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await chmod(aside, 0o755)
    await pointFontsAt(join(aside, 'fonts'), join(folder, 'fonts'))
    await rename(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  } finally {
    if (previous === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = previous
  }
}

/** Its font settings name a fixed folder; ours differs, and the machine's own fonts are welcome too. */
async function pointFontsAt(fonts: string, finalFolder: string): Promise<void> {
  const file = join(fonts, 'fonts.conf')
  if (!existsSync(file)) return
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/<dir>[^<]*<\/dir>/, `<dir>${finalFolder}</dir><dir>/usr/share/fonts</dir>`))
}
