import { expect, test } from 'vitest'
import { consentChoices } from './consent-choices.ts'

const namesOf = (...of: Parameters<typeof consentChoices>) => consentChoices(...of).map(({ name }) => name)

test.each([
  ['unsaid', 'unsaid', ['service_withdrawn', 'proactive_given']],
  ['given', 'given', ['service_withdrawn', 'proactive_withdrawn']],
  ['withdrawn', 'withdrawn', ['service_given']],
  ['partly_withdrawn', 'withdrawn', ['service_withdrawn', 'service_given']],
] as const)('of answers %s and offers %s, what is not so already is offered', (service, proactive, names) => {
  expect(namesOf({ service, proactive })).toEqual(names)
})
