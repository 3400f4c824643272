import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface StackFrame {
  readonly filename: string
  readonly function: string
  readonly lineno: number
  readonly colno: number
  readonly in_app: boolean
}

const root = join(import.meta.dirname, '../../../..')
const maxFrames = 50

/** The calls that led to an error, the outermost first. Folders of the machine above the project are left out. */
export function framesOf({ stack = '', message }: Error): StackFrame[] {
  // What the error says stands before them, and may be several lines that look like calls.
  const said = stack.indexOf(message)
  const calls = said < 0 ? stack : stack.slice(said + message.length)
  return [...calls.matchAll(/^ {4}at (?:(.+?) \()?((?:file:|node:|\/)[^()]*?):(\d+):(\d+)\)?$/gm)]
    .slice(0, maxFrames)
    .map(([, name = '?', place = '', line, column]) => {
      const filename = nameOf(place)
      const isOurs = !filename.startsWith('node:') && !filename.includes('node_modules/')
      return { filename, function: name, lineno: Number(line), colno: Number(column), in_app: isOurs }
    })
    .toReversed()
}

function nameOf(place: string): string {
  if (place.startsWith('node:')) return place
  const path = relative(root, place.startsWith('file:') ? fileURLToPath(place) : place)
  return path.startsWith('..') ? path.replace(/^.*\/(?=[^/]+$)/, '') : path
}
