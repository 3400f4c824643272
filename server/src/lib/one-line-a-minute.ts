import type { LoggerOptions } from 'pino'
import { minuteMs } from './clock.ts'

/** What is done with a line before it is written. */
export type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

export const written: LogMethod = function (args, method) {
  method.apply(this, args)
}

/**
 * While the database is away, every request, consumer and job fails, many times a second and all for one reason. The
 * first line about an outage is written as it is; what follows within a minute is only counted, and the count is in
 * the next line.
 */
export function oneLineAMinute(
  isOutage: (error: unknown) => boolean,
  next: LogMethod = written,
  now: () => number = Date.now,
): LogMethod {
  let writtenMs = -Infinity
  let leftOut = 0
  return function (args, method, level) {
    const [about, text, ...values] = args
    if (!hasError(about) || !isOutage(about.err)) return next.call(this, args, method, level)
    if (now() - writtenMs < minuteMs) return void leftOut++
    writtenMs = now()
    next.call(this, [{ ...about, leftOut }, text, ...values], method, level)
    leftOut = 0
  }
}

function hasError(about: unknown): about is { err: unknown } {
  return typeof about === 'object' && about !== null && 'err' in about
}
