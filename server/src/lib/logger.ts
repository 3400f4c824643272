import { destination, pino, stdTimeFunctions, type Logger as PinoLogger } from 'pino'
import type { ErrorReports } from './error-reports/error-reports.ts'
import { oneLineAMinute, written, type LogMethod } from './one-line-a-minute.ts'

export type Logger = PinoLogger

export interface LogOptions {
  reports?: Pick<ErrorReports, 'take'> | null
  /** Errors that everything meets at once while something is away: a line a minute says so. */
  isOutage?: (error: unknown) => boolean
}

/** JSON lines on standard error; standard output stays free for what a person or a script asked for. */
export function createLogger(level: string, { reports = null, isOutage = () => false }: LogOptions = {}): Logger {
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime }
  const report = reports ? reporting(reports) : written
  const hooks = { logMethod: oneLineAMinute(isOutage, report) }
  return pino({ ...options, hooks }, destination({ dest: 2, sync: false }))
}

// The library's numbers.
const [errorLevel, fatalLevel] = [50, 60]

/** What is logged as an error is reported as well, in as few words. */
function reporting(reports: Pick<ErrorReports, 'take'>): LogMethod {
  return function (given, log, level) {
    if (level >= errorLevel) {
      const [fields, sentence]: unknown[] = given
      const words = typeof fields === 'string' ? fields : sentence
      reports.take(level >= fatalLevel ? 'fatal' : 'error', fields, typeof words === 'string' ? words : 'an error')
    }
    log.apply(this, given)
  }
}

export const silentLogger: Logger = pino({ level: 'silent' })
