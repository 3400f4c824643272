import { SettingError } from './errors.ts'
import { parseDsn } from './error-reports/dsn.ts'
import type { SettingReader } from './settings.ts'

/** What leaves for the operator's own tools; nothing unless it is set. */
export interface TelemetrySettings {
  /** Where spans go, by OTLP over HTTP; null: nothing is traced. */
  readonly traces: {
    readonly url: string
    readonly serviceName: string
    readonly headers: Readonly<Record<string, string>>
  } | null
  /** Where errors go, in the envelopes of Sentry; null: they are only logged. */
  readonly errorDsn: string | null
}

export function readTelemetry(read: SettingReader): TelemetrySettings {
  const base = read.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:'])
  const own = read.url('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', ['http:', 'https:'])
  const url = own ?? (base === null ? null : `${base.replace(/\/+$/, '')}/v1/traces`)
  // `name=value,…`, with values as in an address.
  const pairs = (read.list('OTEL_EXPORTER_OTLP_HEADERS') ?? []).map((pair) => /^([\w-]+)\s*=\s*(.*)$/.exec(pair))
  if (pairs.includes(null)) {
    throw new SettingError(
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_EXPORTER_OTLP_HEADERS must be as in name=value,name=value.',
    )
  }
  const headers = Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1]!, unescaped(pair[2]!)]] : [])))
  const isOff = read.flag('OTEL_SDK_DISABLED') ?? false
  const errorDsn = read.text('SENTRY_DSN')
  if (errorDsn !== null && parseDsn(errorDsn) === null) {
    throw new SettingError('SENTRY_DSN', 'SENTRY_DSN must be an address as in https://key@errors.example.com/1.')
  }
  return {
    traces:
      url === null || isOff ? null : { url, serviceName: read.text('OTEL_SERVICE_NAME') ?? 'throughline', headers },
    errorDsn,
  }
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
