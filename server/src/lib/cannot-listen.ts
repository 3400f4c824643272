import { errorCode, messageOf, SettingError } from './errors.ts'

const whyByCode: Record<string, string> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this account may not use it',
  EADDRNOTAVAIL: 'this machine has no such address',
}

/** A port that cannot be had stops the start like any wrong setting. */
export function cannotListen(
  what: string,
  { host, port, setting }: { host: string; port: number; setting: string },
  error: unknown,
): SettingError {
  const why = whyByCode[errorCode(error) ?? ''] ?? messageOf(error)
  return new SettingError(
    setting,
    `${what} on port ${port} of ${host}: ${why}. Another port can be named with ${setting}.`,
  )
}
