import { createServer } from 'node:net'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Config } from '../../lib/config.ts'
import { messageOf } from '../../lib/errors.ts'
import { isThisMachine } from '../../lib/network-address.ts'
import { smtpUrlWarning } from '../../lib/smtp-url.ts'
import type { Finding } from './finding.ts'

const Readiness = z.object({ checks: z.record(z.string(), z.string()) })

export async function checkHttpPort(config: Config): Promise<Finding[]> {
  const url = `http://${hostOf(config)}:${config.port}`
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) }).catch(() => null)
  if (answer) {
    const body = Readiness.safeParse(await answer.json().catch(() => null)).data
    if (!body) return [taken('Web', config.port, 'PORT')]
    const failing = Object.entries(body.checks).filter(([, outcome]) => outcome !== 'ok')
    const sentence =
      failing.length === 0
        ? `The product runs and is ready at ${url}.`
        : `The product runs at ${url}, but: ${failing.map(([name, outcome]) => `${name}: ${outcome}`).join('; ')}`
    return [{ name: 'Web', ok: failing.length === 0, sentence }]
  }
  if (await isFree(config.host, config.port))
    return [{ name: 'Web', ok: true, sentence: `Port ${config.port} is free.` }]
  return [taken('Web', config.port, 'PORT')]
}

/** Behind a proxy that is not trusted every visitor has one address, and all share one limit. Only a hint. */
export async function checkProxy({ publicUrl, trustProxy }: Config): Promise<Finding[]> {
  if (trustProxy !== false || isThisMachine(new URL(publicUrl).hostname)) return []
  return [
    {
      name: 'Proxy',
      ok: true,
      sentence: 'TRUST_PROXY is not set.',
      advice: `If a proxy forwards requests to ${publicUrl}, set TRUST_PROXY: otherwise all visitors count as one.`,
    },
  ]
}

export async function checkMailPort(config: Config): Promise<Finding[]> {
  if (!config.smtp) return [{ name: 'Mail in', ok: true, sentence: 'The mail listener is switched off (SMTP_PORT=0).' }]
  const { host, port } = config.smtp
  if (await isFree(host, port)) return [{ name: 'Mail in', ok: true, sentence: `Port ${port} is free.` }]
  const transport = createTransport({
    host,
    port,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 3000,
    greetingTimeout: 3000,
  })
  try {
    await transport.verify()
    return [{ name: 'Mail in', ok: true, sentence: `A mail listener answers on port ${port}.` }]
  } catch {
    return [taken('Mail in', port, 'SMTP_PORT')]
  } finally {
    transport.close()
  }
}

export async function checkOutgoingMail(config: Config): Promise<Finding[]> {
  const name = 'Mail out'
  if (config.smtpUrl === null) {
    const sentence = 'Mail of channels without a server of their own is kept in the built-in outbox.'
    return [{ name, ok: true, sentence }]
  }
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 5000, greetingTimeout: 5000 })
  try {
    await transport.verify()
    const advice = smtpUrlWarning(config.smtpUrl)
    const sentence = `${new URL(config.smtpUrl).host} takes mail.`
    return [{ name, ok: true, sentence, ...(advice === null ? {} : { advice }) }]
  } catch (error) {
    const sentence = `${new URL(config.smtpUrl).host} does not take mail: ${messageOf(error)}`
    return [{ name, ok: false, sentence, advice: 'Check SMTP_URL: server, port, user and password.' }]
  } finally {
    transport.close()
  }
}

function hostOf(config: Config): string {
  return config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
}

function taken(name: string, port: number, setting: string): Finding {
  return {
    name,
    ok: false,
    sentence: `Port ${port} belongs to another program.`,
    advice: `End it, or set ${setting} to another port.`,
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
