import type { LabPerson } from '@throughline/protocol/lab/lab.ts'

/** Whom a newcomer may play. Mara and Dmitri are of the cast of the demo and the tests, and have a history there. */
export const robin: LabPerson = {
  id: 'robin',
  name: 'Robin Vale',
  addresses: ['robin@vale.example'],
  account: 'customer-2077',
  about: 'New here: nobody in the desk has heard of them yet.',
}

export const mara: LabPerson = {
  id: 'mara',
  name: 'Mara Lindqvist',
  addresses: ['mara@post.example'],
  account: 'customer-1042',
  about: 'Changes channel in the middle of a matter, and expects you to know.',
}

export const dmitri: LabPerson = {
  id: 'dmitri',
  name: 'Dmitri Volkov',
  addresses: ['dmitri@work.example', 'dmitri@home.example'],
  account: null,
  about: 'One person with two addresses, and no account at the shop.',
}

export const people: readonly LabPerson[] = [robin, mara, dmitri]
