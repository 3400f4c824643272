import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

/** Where the time of each profiled process went, by package (or folder of ours) and by function. */
export function describeProfiles(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by Node itself
      const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile
      return `\n${name}\n${describeProfile(profile)}`
    })
    .join('\n')
}

export function describeProfile({ nodes, samples, timeDeltas }: CpuProfile, lines = 15): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byPlace = new Map<string, number>()
  const byFunction = new Map<string, number>()
  let busyMs = 0
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id)!
    if (functionName === '(idle)') continue
    const ms = (timeDeltas[index] ?? 0) / 1000
    busyMs += ms
    const place = placeOf(url) || functionName
    byPlace.set(place, (byPlace.get(place) ?? 0) + ms)
    const name = `${functionName || '(anonymous)'} ${shortUrl(url)}:${lineNumber + 1}`
    byFunction.set(name, (byFunction.get(name) ?? 0) + ms)
  }
  const top = (times: Map<string, number>): string[] =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, lines)
      .map(([name, ms]) => `  ${((100 * ms) / busyMs).toFixed(1).padStart(5)} %  ${name}`)
  return [`busy for ${Math.round(busyMs)} ms`, ' by place', ...top(byPlace), ' by function', ...top(byFunction)].join(
    '\n',
  )
}

function shortUrl(url: string): string {
  return url
    .replace(/^file:\/\//, '')
    .replace(/^.*\/node_modules\//, '')
    .replace(/^.*\/(server|protocol)\/src\//, '$1/')
}

/** A package by its name, our own by its part: the rung and the folder below it. */
function placeOf(url: string): string {
  const parts = shortUrl(url).split('/')
  if (url.includes('/node_modules/')) return parts.slice(0, parts[0]!.startsWith('@') ? 2 : 1).join('/')
  return url.startsWith('node:') ? url : parts.slice(0, parts[0] === 'server' ? 3 : 2).join('/')
}
