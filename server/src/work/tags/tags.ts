/**
 * What issues are sorted by: one list for everybody. Owns the table `tags`; which issue has which is kept with the issue.
 *
 * Refuses to forget: a tag that was merged into another or deleted keeps its row, and issues keep its id. What an id
 * stands for is found when it is read, so both are one write and are undone exactly, however many issues there are.
 * Refuses two tags that read alike: names are compared without case, in one normal form, and by what can be seen.
 */
export { briefsOfTags, groupsOfTags, usableTag, type TagGroups } from './reading.ts'
export { tagRoutes } from './routes.ts'
