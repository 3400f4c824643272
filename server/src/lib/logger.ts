import { destination, pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino'

export type Logger = PinoLogger

/** JSON lines on standard error; standard output stays free for what a person or a script asked for. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, destination({ dest: 2, sync: false }))
}

export const silentLogger: Logger = pino({ level: 'silent' })
