import { build } from 'vite'

/** Bundles the desk into `desk/dist`. The server calls it on the first start, when the folder is missing or old. */
export async function buildDesk(): Promise<{ tookMs: number }> {
  const startedAt = performance.now()
  await build({ configFile: `${import.meta.dirname}/vite.config.ts`, logLevel: 'warn' })
  return { tookMs: Math.round(performance.now() - startedAt) }
}

if (import.meta.main) {
  const { tookMs } = await buildDesk()
  process.stdout.write(`The desk was built in ${(tookMs / 1000).toFixed(1)} s.\n`)
}
