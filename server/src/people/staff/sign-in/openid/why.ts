import { z } from 'zod'
import { messageOf } from '../../../../lib/errors.ts'
import { reasons } from './provider.ts'

/** As the standard names it, in an answer or in the header that asks for another secret. */
const Stated = z.object({ error: z.string(), error_description: z.string().optional() })
const Challenges = z.array(z.object({ parameters: Stated }))

/**
 * Why a sign-in failed, for the log: our words and those of the library, and the code by which the provider refused.
 * Of what the other side or a stranger sent nothing else: it holds codes, tokens and whatever they like.
 */
export function whyOf(error: unknown): string[] {
  return reasons(error).flatMap((reason) => [
    ...(reason instanceof Error ? [messageOf(reason)] : []),
    ...codesOf(reason),
  ])
}

function codesOf(reason: unknown): string[] {
  const challenges = Challenges.safeParse(reason).data?.map(({ parameters }) => parameters) ?? []
  const stated = reason instanceof Error ? Stated.safeParse(reason).data : undefined
  return (stated ? [...challenges, stated] : challenges).map(said)
}

function said({ error, error_description: description }: z.infer<typeof Stated>): string {
  return (description === undefined ? error : `${error}: ${description}`).slice(0, 200)
}
