import { z } from 'zod'
import { Name } from '../primitives.ts'
import { route } from '../route.ts'
import { StaffMember } from './members.ts'
import { Password } from './password.ts'

export const getSetup = route({
  method: 'GET',
  path: '/setup',
  tag: 'Set-up',
  summary: 'Whether the first admin still has to be made',
  access: 'public',
  response: z.object({ needed: z.boolean() }),
  status: 200,
})

export const completeSetup = route({
  method: 'POST',
  path: '/setup',
  tag: 'Set-up',
  summary: 'Make the first admin, with the one-time token of the link printed at start',
  access: 'public',
  body: z.object({
    token: z.string().min(1).max(200),
    name: Name,
    email: z.email(),
    password: Password,
    companyName: Name.optional(),
  }),
  example: {
    token: 'of-the-link-that-was-printed-at-the-start',
    name: 'Maria',
    email: 'maria@example.com',
    password: 'correct horse battery staple',
    companyName: 'Vale Lamps',
  },
  response: StaffMember,
  status: 201,
  problems: ['setup_already_done', 'forbidden', 'guessable_password'],
})
