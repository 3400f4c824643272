/** What the server answered instead of yes: its sentence is for people. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

/** Calls the server that this page came from: the lab's wire below `/try/api`, and the product's public API. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(0, 'The server cannot be reached. Is it still running?')
  })
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  if (!response.ok) throw new Refusal(response.status, sentenceOf(answer))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
  return answer as T
}

function sentenceOf(answer: unknown): string {
  const isProblem = typeof answer === 'object' && answer !== null && 'detail' in answer
  return isProblem && typeof answer.detail === 'string'
    ? answer.detail
    : 'The server did not do it, and did not say why.'
}
