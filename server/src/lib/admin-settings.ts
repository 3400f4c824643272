import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { SettingError } from './errors.ts'
import type { SettingReader } from './settings.ts'

/** The first admin, made on an empty database. */
export interface FirstAdmin {
  readonly email: string
  readonly password: string
}

export function readAdmin(read: SettingReader): FirstAdmin | null {
  const email = read.text('ADMIN_EMAIL')
  const password = read.secret('ADMIN_PASSWORD')
  if (!email && !password) return null
  if (!email) throw new SettingError('ADMIN_EMAIL', 'ADMIN_EMAIL is missing, although ADMIN_PASSWORD is there.')
  if (!password) throw new SettingError('ADMIN_PASSWORD', 'ADMIN_PASSWORD is missing, although ADMIN_EMAIL is there.')
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw new SettingError('ADMIN_EMAIL', 'ADMIN_EMAIL must be a mail address, as in admin@example.com.')
  }
  const { least, most } = passwordLength
  if (password.length < least || password.length > most) {
    throw new SettingError(
      'ADMIN_PASSWORD',
      `ADMIN_PASSWORD must have ${least} to ${most} characters. Once there is an admin it is not needed, and can be left out together with ADMIN_EMAIL.`,
    )
  }
  return { email, password }
}
