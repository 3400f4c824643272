import { z } from 'zod'
import { route } from '../route.ts'

export const firstStepNames = ['mail_channel', 'mail_arrived', 'answered', 'teammate', 'widget'] as const

/**
 * mail_channel: a mail channel is switched on. mail_arrived: a customer's mail is on a thread. answered: a
 * person's answer has gone out. teammate: somebody else can sign in. widget: somebody has written in the web chat.
 */
export const FirstStepName = z.enum(firstStepNames)
export type FirstStepName = z.infer<typeof FirstStepName>

export const getFirstSteps = route({
  method: 'GET',
  path: '/first-steps',
  tag: 'Set-up',
  summary: 'Which first steps of a new installation have been done',
  access: 'channels.read',
  response: z.object({
    steps: z.array(z.object({ name: FirstStepName, done: z.boolean() })),
    ownMail: z
      .object({ address: z.string() })
      .nullable()
      .describe(
        'While no customer’s mail has arrived: the newest that came from an address of ours. Receiving works; it is no ' +
          'customer’s, and waits in the quarantine.',
      ),
  }),
  status: 200,
})
