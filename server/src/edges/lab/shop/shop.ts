import { labWords } from '@throughline/protocol/lab/words.ts'
import { createHmac } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectShop, labPrefix, signInAtShop, type LabShop } from '@throughline/protocol/lab/lab.ts'
import { z } from 'zod'
import { AppError, errorCode } from '../../../lib/errors.ts'
import { handlePublic } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { people } from '../people.ts'
import type { LabProvider } from '../provider.ts'

/**
 * A company's own web site, simulated: a page with the widget's snippet on it, and a server that knows who of its
 * visitors is signed in and vouches for them with a token, as any host site does. What its owner pasted is a file.
 */
export interface Shop extends LabProvider {
  state(): Promise<LabShop>
  connect(pasted: Pasted): Promise<void>
  /** What the shop's server hands to the widget of a signed-in visitor. Refused before it has a secret. */
  tokenFor(visitor: { account: string; name: string; email: string }): Promise<string>
}

/** Printed on the page. */
export const supportAddress = 'hello@kettle.example'

const ordersPath = '/try/shop/orders'
/** Where the shop's order system takes webhooks. */
export const labOrdersUrl = (port: number): string => `http://127.0.0.1:${port}${ordersPath}`

const Pasted = z.object({ chatChannelId: z.uuid().nullable(), chatSecret: z.string().nullable() })
type Pasted = z.infer<typeof Pasted>

const tokenLifeSeconds = 3600

export function openShop({ dir, clock }: { dir: string; clock: Clock }): Shop {
  const file = join(dir, 'shop.json')

  async function pasted(): Promise<Pasted> {
    try {
      return Pasted.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return { chatChannelId: null, chatSecret: null }
      throw error
    }
  }

  async function connect(next: Pasted): Promise<void> {
    await mkdir(dir, { recursive: true })
    await writeFile(`${file}.part`, JSON.stringify(next), { mode: 0o600 })
    await rename(`${file}.part`, file)
  }

  async function state(): Promise<LabShop> {
    const { chatChannelId, chatSecret } = await pasted()
    return { supportAddress, chatChannelId, hasChatSecret: chatSecret !== null }
  }

  /** A JWT (RFC 7519) by HS256: the form that every host site's library makes. */
  async function tokenFor({ account, name, email }: { account: string; name: string; email: string }): Promise<string> {
    const { chatSecret, chatChannelId } = await pasted()
    if (chatSecret === null) throw new AppError('conflict', labWords.no_shop_secret())
    const nowSeconds = Math.floor(clock.now().getTime() / 1000)
    const claims = {
      sub: account,
      name,
      email,
      email_verified: true,
      aud: chatChannelId,
      iat: nowSeconds,
      exp: nowSeconds + tokenLifeSeconds,
    }
    const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`
    return `${signed}.${createHmac('sha256', chatSecret).update(signed).digest('base64url')}`
  }

  return {
    name: 'shop',
    state,
    connect,
    tokenFor,
    routes(app) {
      // It thanks for what it is sent, as a system does that has acted on it, and keeps nothing.
      app.post(ordersPath, (_request, reply) => reply.code(204).send())
      const here = { prefix: labPrefix, limit: 'inbound' } as const
      handlePublic(
        app,
        connectShop,
        async ({ body }) => {
          await connect(body)
          return state()
        },
        here,
      )
      handlePublic(
        app,
        signInAtShop,
        async ({ body }) => {
          const person = people.find(({ id }) => id === body.personId)
          if (!person || person.account === null) {
            throw new AppError('not_found', labWords.no_shop_account())
          }
          const { account, name, addresses } = person
          return { token: await tokenFor({ account, name, email: addresses[0]! }) }
        },
        here,
      )
    },
    async stop() {},
  }
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
