import { Agent, request } from 'node:http'
import { answerParent } from '../apart/answer-parent.ts'

export interface SignInAt {
  url: string
  /** The local address that it comes from: each 127.x.y.z is a client of its own. */
  from: string
  email: string
  password: string
}

/** Signs in once, over a connection of its own, and says with which status and after how long. */
function signInOnce({ url, from, email, password }: SignInAt): Promise<{ status: number; ms: number }> {
  const body = JSON.stringify({ email, password })
  const startedMs = performance.now()
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/api/auth/sign-in/email`,
      {
        method: 'POST',
        agent: new Agent({ maxSockets: 1 }),
        localAddress: from,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - startedMs }))
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

const answers = {
  signIn: signInOnce,
  /** As many wrong passwords at once, of accounts that do not exist, from some addresses; how often each status came. */
  async guess({ url, count, addresses }: { url: string; count: number; addresses: readonly string[] }) {
    const guesses = Array.from({ length: count }, (_, index) =>
      signInOnce({
        url,
        from: addresses[index % addresses.length]!,
        email: `ghost-${index}@bench.example`,
        password: 'a wrong password',
      }),
    )
    const byStatus: Record<number, number> = {}
    for (const { status } of await Promise.all(guesses)) byStatus[status] = (byStatus[status] ?? 0) + 1
    return byStatus
  },
}
export type SignInClient = typeof answers

answerParent(answers)
