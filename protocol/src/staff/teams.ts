import { z } from 'zod'
import { Id, IdParams, Name } from '../primitives.ts'
import { route } from '../route.ts'

const tag = 'Staff'

export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id) }).meta({ id: 'Team' })

export const Skill = z.object({ id: Id, name: z.string(), staffIds: z.array(Id) }).meta({ id: 'Skill' })
export type Team = z.infer<typeof Team>

export const listTeams = route({
  method: 'GET',
  path: '/teams',
  tag,
  summary: 'Teams',
  access: 'staff.read',
  response: z.object({ items: z.array(Team) }),
  status: 200,
})

export const createTeam = route({
  method: 'POST',
  path: '/teams',
  tag,
  summary: 'Add a team',
  access: 'staff.manage',
  body: z.object({ name: Name, memberIds: z.array(Id).max(1000).default([]) }),
  example: { name: 'Returns', memberIds: ['01941f29-7c00-7aaa-8bbb-0123456789ab'] },
  response: Team,
  status: 201,
  problems: ['already_exists'],
})

export const updateTeam = route({
  method: 'PATCH',
  path: '/teams/:id',
  tag,
  summary: 'Rename a team, or say who is in it',
  access: 'staff.manage',
  params: IdParams,
  body: z.object({
    name: Name.optional(),
    memberIds: z.array(Id).max(1000).optional(),
    was: z
      .object({ name: z.string(), memberIds: z.array(Id).max(1000) })
      .optional()
      .describe('What you saw: where it is another by now, nothing is changed and the answer is `conflict`.'),
  }),
  example: { name: 'Returns and repairs' },
  response: Team,
  status: 200,
  problems: ['not_found', 'already_exists', 'conflict'],
})

export const deleteTeam = route({
  method: 'DELETE',
  path: '/teams/:id',
  tag,
  summary: 'Remove a team; its people and its issues stay',
  access: 'staff.manage',
  params: IdParams,
  status: 204,
  problems: ['not_found'],
})

export const listSkills = route({
  method: 'GET',
  path: '/skills',
  tag,
  summary: 'Skills that routing may ask for',
  access: 'staff.read',
  response: z.object({ items: z.array(Skill) }),
  status: 200,
})

export const createSkill = route({
  method: 'POST',
  path: '/skills',
  tag,
  summary: 'Add a skill',
  access: 'staff.manage',
  body: z.object({ name: Name, staffIds: z.array(Id).max(1000).default([]) }),
  example: { name: 'French', staffIds: ['01941f29-7c00-7aaa-8bbb-0123456789ab'] },
  response: Skill,
  status: 201,
  problems: ['already_exists'],
})
