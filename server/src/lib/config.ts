import { resolve } from 'node:path'
import { readAdmin, type FirstAdmin } from './admin-settings.ts'
import { readClamdAddress, type ClamdAddress } from './clamd-address.ts'
import { readCommandLine, type CommandLine } from './command-line.ts'
import { readDrainSettings, type DrainSettings } from './drain-settings.ts'
import { SettingError } from './errors.ts'
import { readOpenId, type OpenIdSettings } from './openid-settings.ts'
import { readRateLimits, type RateLimits } from './rate-limits.ts'
import { readS3, type S3Config } from './s3-config.ts'
import { createReader, type SettingReader } from './settings.ts'
import { readTelemetry, type TelemetrySettings } from './telemetry-settings.ts'
import { readUploadLimits, type UploadLimits } from './upload-limits.ts'
import { readVisitorLimits, type VisitorLimits } from './visitor-limits.ts'

export const services = ['web', 'worker', 'media'] as const
export type Service = (typeof services)[number]

/** The command line of the product itself; everything else is set in the environment. */
export const startCommand = {
  command: 'npx throughline start',
  what: 'Starts Throughline. Settings are read from the environment: docs/operate/settings.md.',
  options: {
    services: { type: 'string', value: 'web,worker', what: `what this node does, of ${services.join(', ')}` },
  },
} as const satisfies CommandLine

/** Everything an operator can set, parsed once at the start. Nothing else in the project reads the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Where people reach us, without a slash at the end. */
  readonly publicUrl: string
  /** Further addresses at which browsers may open us, such as that of the inner network. */
  readonly allowedOrigins: readonly string[]
  readonly dataDir: string
  /** null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null
  /** Past a pooler, to PostgreSQL itself; null: DATABASE_URL is the only way. */
  readonly databaseDirectUrl: string | null
  /** Holds the password of both, and is read for each new connection. */
  readonly databasePasswordFile: string | null
  /** null: the usual size, or what PostgreSQL has room for. */
  readonly databasePoolSize: number | null
  /** null: one node, hints stay in the process. */
  readonly natsUrl: string | null
  /** null: files stay in the data folder. */
  readonly s3: S3Config | null
  /** Scans files for malware; null: nothing does. */
  readonly clamd: ClamdAddress | null
  /** Inbound mail; null when switched off by SMTP_PORT=0. */
  readonly smtp: { readonly port: number; readonly host: string } | null
  /** Outbound mail; null: kept in the built-in outbox. */
  readonly smtpUrl: string | null
  /** The channel lab at /try, with the port on which its mail provider takes mail; null: switched off. */
  readonly lab: { readonly smtpPort: number } | null
  /** null: made once in the data folder. */
  readonly secretKey: string | null
  /** Keys that still open what they sealed, while a new one takes over. */
  readonly previousSecretKeys: readonly string[]
  /** Start with a key that this database does not know: what the lost one sealed stays closed. */
  readonly acceptNewSecretKey: boolean
  readonly logLevel: string
  /** A line for each HTTP request, at the level `info`. */
  readonly accessLog: boolean
  readonly services: ReadonlySet<Service>
  readonly drain: DrainSettings
  /** Where `upgrade --check` looks for a `release.json`; null: nowhere. */
  readonly upgradeFeedUrl: string | null
  /** The first admin and token, made on an empty database. */
  readonly admin: FirstAdmin | null
  readonly adminApiToken: string | null
  /** null: staff sign in with passwords only. */
  readonly openId: OpenIdSettings | null
  /** What a program on another machine sends to read `/metrics`. */
  readonly metricsToken: string | null
  readonly telemetry: TelemetrySettings
  /** Whose X-Forwarded-* headers are believed: nobody's, everybody's, or those of these addresses. */
  readonly trustProxy: false | number | readonly string[]
  /** In which header those proxies say from which country a request comes; null: nobody does. */
  readonly countryHeader: string | null
  /** Hosts (`name`, `name:port` or address) that outbound requests may reach although they are internal. */
  readonly allowedPrivateHosts: readonly string[]
  readonly rateLimits: RateLimits
  readonly uploads: UploadLimits
  readonly visitors: VisitorLimits
  /** Check our own answers against their contracts: in tests and development, for it costs. */
  readonly checkResponses: boolean
}

/** Reads the environment and the command line; throws a `SettingError` that names the first wrong setting,
 * or a `UsageError`. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const read = createReader(env)
  const host = read.text('HOST') ?? '127.0.0.1'
  const port = read.port('PORT') ?? 3000
  const smtpPort = read.port('SMTP_PORT') ?? 2525
  return Object.freeze({
    port,
    host,
    publicUrl: read.url('PUBLIC_URL', ['http:', 'https:'], { originOnly: true }) ?? defaultPublicUrl(host, port),
    allowedOrigins: read.origins('ALLOWED_ORIGINS'),
    dataDir: resolve(read.text('DATA_DIR') ?? './data'),
    ...readDatabase(read),
    databasePoolSize: read.integer('DATABASE_POOL_SIZE', { min: 2, max: 500 }),
    natsUrl: read.url('NATS_URL', ['nats:', 'tls:', 'ws:', 'wss:']),
    s3: readS3(read),
    clamd: readClamdAddress(read),
    smtp: smtpPort === 0 ? null : { port: smtpPort, host: read.text('SMTP_HOST') ?? host },
    smtpUrl: read.url('SMTP_URL', ['smtp:', 'smtps:']),
    lab: readLab(read, { host, smtpPort }, env['NODE_ENV']),
    secretKey: readSecretKey(read),
    previousSecretKeys: read.list('SECRET_KEY_PREVIOUS') ?? [],
    acceptNewSecretKey: read.flag('SECRET_KEY_LOST') ?? false,
    logLevel: read.oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) ?? 'info',
    accessLog: read.flag('ACCESS_LOG') ?? false,
    services: readServices(read, argv),
    drain: readDrainSettings(read),
    upgradeFeedUrl: read.url('UPGRADE_FEED_URL', ['https:', 'http:']),
    admin: readAdmin(read),
    adminApiToken: readToken(read.text('ADMIN_API_TOKEN'), 'ADMIN_API_TOKEN'),
    openId: readOpenId(read),
    metricsToken: readToken(read.text('METRICS_TOKEN'), 'METRICS_TOKEN'),
    telemetry: readTelemetry(read),
    trustProxy: readTrustProxy(read),
    countryHeader: read.text('COUNTRY_HEADER')?.toLowerCase() ?? null,
    allowedPrivateHosts: read.hosts('ALLOWED_PRIVATE_HOSTS'),
    rateLimits: readRateLimits(read),
    uploads: readUploadLimits(read),
    visitors: readVisitorLimits(read),
    checkResponses: env['NODE_ENV'] === 'test' || env['NODE_ENV'] === 'development',
  })
}

function defaultPublicUrl(host: string, port: number): string {
  const isEverywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1'
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

// Not parsed as a URL: PostgreSQL's own form allows what that forbids, such as an empty host for a socket.
function postgresUrl(name: string, value: string | null): string | null {
  if (value === null || /^postgres(ql)?:\/\//.test(value)) return value
  throw new SettingError(name, `${name} must be an address that starts with postgresql://.`)
}

function readDatabase(read: SettingReader): Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'databasePasswordFile'> {
  const databaseUrl = postgresUrl('DATABASE_URL', read.text('DATABASE_URL'))
  const databaseDirectUrl = postgresUrl('DATABASE_DIRECT_URL', read.text('DATABASE_DIRECT_URL'))
  const databasePasswordFile = read.text('DATABASE_PASSWORD_FILE')
  const beside = { DATABASE_DIRECT_URL: databaseDirectUrl, DATABASE_PASSWORD_FILE: databasePasswordFile }
  for (const [name, value] of Object.entries(beside)) {
    if (value === null || databaseUrl !== null) continue
    throw new SettingError(name, `${name} is set, and DATABASE_URL is not: it belongs to a database of your own.`)
  }
  return { databaseUrl, databaseDirectUrl, databasePasswordFile }
}

function readServices(read: SettingReader, argv: readonly string[]): ReadonlySet<Service> {
  const given = readCommandLine(argv, startCommand)
  const flag = given.help === null ? given.values.services : undefined
  const name = flag === undefined ? 'SERVICES' : '--services'
  const wanted = flag === undefined ? read.list('SERVICES') : flag.split(',').map((item) => item.trim())
  if (!wanted) return new Set(services)
  return new Set(
    wanted.map((item) => {
      const service = services.find((known) => known === item)
      if (service) return service
      throw new SettingError(name, `${name} names "${item}", which is not a service; there are ${services.join(', ')}.`)
    }),
  )
}

function readToken(token: string | null, name: string): string | null {
  if (token === null || /^[\x21-\x7e]{1,500}$/.test(token)) return token
  throw new SettingError(name, `${name} must be plain letters, digits and signs without blanks.`)
}

/**
 * On without being asked for on one's own machine, as after the first `npm start`: as long as nothing is set that says
 * that others are to reach it, or that it is meant to stay.
 */
function readLab(
  read: SettingReader,
  { host, smtpPort }: { host: string; smtpPort: number },
  nodeEnv: string | undefined,
): Config['lab'] {
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  const isServing = ['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL', 'NATS_URL'].some((name) => read.text(name) !== null)
  const isTrial = isLoopback && !isServing && smtpPort !== 0 && nodeEnv !== 'test' && nodeEnv !== 'production'
  const isOn = read.oneOf('LAB', ['on', 'off']) ?? (isTrial ? 'on' : 'off')
  if (isOn === 'off') return null
  if (smtpPort === 0) throw new SettingError('LAB', 'LAB is on, and SMTP_PORT is 0: the lab sends its mail there.')
  return { smtpPort: read.port('LAB_SMTP_PORT') ?? Math.min(smtpPort + 1, 65_535) }
}

// A key that people type is stretched to the right length, so that any long random text will do.
function readSecretKey(read: SettingReader): string | null {
  const value = read.secret('SECRET_KEY')
  if (value !== null && value.length < 16) {
    throw new SettingError('SECRET_KEY', 'SECRET_KEY must have at least 16 characters, as from `openssl rand -hex 32`.')
  }
  return value
}

/** `true` is one proxy: believing more entries of the header than there are proxies lets clients make up addresses. */
function readTrustProxy(read: SettingReader): false | number | readonly string[] {
  const value = read.text('TRUST_PROXY')
  if (value === null || value === 'false' || value === '0') return false
  if (value === 'true') return 1
  if (/^[1-9]$/.test(value)) return Number(value)
  return read.addresses('TRUST_PROXY')
}
