import './tables.ts'

/**
 * The processes that run the product together, on one database and one file store.
 *
 * Owns `nodes`. A node says every two seconds that it is there, and leaves a mark in the file store that the others
 * read. One that cannot read the marks of those that work takes no work itself: it would keep files where the others do
 * not find them. A node that has proven itself once stays so, and says what is wrong. The schema is not changed under nodes
 * that could not go on.
 *
 * Refuses to choose a leader or to share out work: jobs and consumers find their worker by locks, the rest by leases.
 */
export { joinNodes, type Nodes } from './join.ts'
export { readMark } from './marks.ts'
export { nodeName } from './node-name.ts'
export { olderNodesStopped } from './older-nodes.ts'
export { runningNodes, type NodeRow } from './queries.ts'
export { nodeRoutes } from './routes.ts'
