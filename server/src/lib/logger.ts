import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino'
import type { ErrorReports } from './error-reports/error-reports.ts'
import { oneLineAMinute, written, type LogMethod } from './one-line-a-minute.ts'

export type Logger = PinoLogger

export interface LogOptions {
  reports?: Pick<ErrorReports, 'take'> | null
  /** Errors that everything meets at once while something is away: a line a minute says so. */
  isOutage?: (error: unknown) => boolean
  /** Replaced in tests. */
  to?: DestinationStream
}

/** JSON lines on standard error, with levels as words; standard output stays free for what a person or a script asked for. */
export function createLogger(level: string, given: LogOptions = {}): Logger {
  const { reports = null, isOutage = () => false, to = destination({ dest: 2, sync: false }) } = given
  const formatters = { level: (label: string) => ({ level: label }) }
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters }
  const report = reports ? reporting(reports) : written
  const hooks = { logMethod: oneLineAMinute(isOutage, report) }
  return pino({ ...options, hooks }, to)
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
