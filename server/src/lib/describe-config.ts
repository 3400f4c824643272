import { createHash } from 'node:crypto'
import type { Config } from './config.ts'

/** For logs and bug reports: what is set, without what is secret. */
export function describeConfig(config: Config): Record<string, unknown> {
  const {
    secretKey,
    previousSecretKeys,
    admin,
    adminApiToken,
    openId,
    metricsToken,
    telemetry,
    s3,
    smtpUrl,
    natsUrl,
    databaseUrl,
    databaseDirectUrl,
    services,
    ...open
  } = config
  return {
    ...open,
    services: [...services],
    secretKey: secretKey && fingerprint(secretKey),
    previousSecretKeys: previousSecretKeys.map(fingerprint),
    admin: admin?.email,
    adminApiToken: adminApiToken !== null,
    openId: openId && { ...openId, clientSecret: true },
    metricsToken: metricsToken !== null,
    telemetry: { traces: telemetry.traces && new URL(telemetry.traces.url).host, errors: telemetry.errorDsn !== null },
    s3: s3 && { endpoint: s3.endpoint, region: s3.region, bucket: s3.bucket },
    smtpUrl: smtpUrl && new URL(smtpUrl).host,
    natsUrl: natsUrl && new URL(natsUrl).host,
    databaseUrl: databaseUrl !== null,
    databaseDirectUrl: databaseDirectUrl !== null,
  }
}

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)
