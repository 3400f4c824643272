import { defineWords } from '../words.ts'

export const tagWords = defineWords('tags', {
  no_such_tag: () => 'There is no such tag.',
  name_taken: () => 'There is a tag of this name already. Choose another name.',
  too_many: ({ max }: { max: number }) => `There are ${max} tags, which is the most. Merge or delete some first.`,
  too_many_on_issue: ({ max }: { max: number }) => `An issue has ${max} tags at most. Remove one first.`,
  is_archived: ({ name }: { name: string }) => `The tag “${name}” is archived. Restore it to use it.`,
  merged_too_often: ({ name }: { name: string }) =>
    `Too many tags were merged into “${name}” one after the other. Merge the other way round.`,
  merge_with_itself: () => 'A tag cannot be merged with itself.',
  not_merged: () => 'That tag is not merged into this one.',
})
