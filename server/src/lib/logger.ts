import { destination, pino, stdTimeFunctions, type Logger as PinoLogger, type LoggerOptions } from 'pino'
import type { ErrorReports } from './error-reports/error-reports.ts'

export type Logger = PinoLogger

/** JSON lines on standard error; standard output stays free for what a person or a script asked for. */
export function createLogger(level: string, reports: Pick<ErrorReports, 'take'> | null = null): Logger {
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime }
  return pino({ ...options, ...(reports ? { hooks: reporting(reports) } : {}) }, destination({ dest: 2, sync: false }))
}

// The library's numbers.
const [errorLevel, fatalLevel] = [50, 60]

/** What is logged as an error is reported as well, in as few words. */
function reporting(reports: Pick<ErrorReports, 'take'>): LoggerOptions['hooks'] {
  return {
    logMethod(given, log, level) {
      if (level >= errorLevel) {
        const [fields, sentence]: unknown[] = given
        const words = typeof fields === 'string' ? fields : sentence
        reports.take(level >= fatalLevel ? 'fatal' : 'error', fields, typeof words === 'string' ? words : 'an error')
      }
      log.apply(this, given)
    },
  }
}

export const silentLogger: Logger = pino({ level: 'silent' })
