import { expect, test } from 'vitest'
import { findTags, mostShown } from './find-tags.ts'

const tags = ['Late refund', 'Café', 'Refund', 'Prefund', 'استرداد', '👩‍👩‍👧 family', '#7'].map((name) => ({ name }))
const found = (typed: string) => findTags(tags, typed).map(({ name }) => name)

test('what is typed is found at the beginning first, then within', () => {
  expect(found('refund')).toEqual(['Refund', 'Late refund', 'Prefund'])
  expect(found('REF')).toEqual(['Refund', 'Late refund', 'Prefund'])
})

test.each([
  ['cafe', 'Café'],
  ['استر', 'استرداد'],
  ['👩‍👩‍👧', '👩‍👩‍👧 family'],
  ['#7', '#7'],
])('%s finds %s', (typed, name) => {
  expect(found(typed)).toEqual([name])
})

test('of thousands no more are shown than can be read, and at once', () => {
  const many = Array.from({ length: 5000 }, (_, index) => ({ name: `Tag ${index}` }))
  expect(findTags(many, '')).toHaveLength(mostShown)
  expect(findTags(many, 'tag')).toHaveLength(mostShown)
  expect(findTags(many, 'tag 4999').map(({ name }) => name)).toEqual(['Tag 4999'])
})
