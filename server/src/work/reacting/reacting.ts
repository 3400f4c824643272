/**
 * Runs what follows from events. Each reaction is a part of the consumer's transaction, so one that throws takes back
 * only its own work. Its share of the event is kept, tried again with growing pauses, and at last set aside for a
 * person. Everything else goes on. The same holds for what is done about every event alike (takers).
 *
 * Owns `failed_reactions`. Refuses to know what reactions do: the table of them (`reactions.ts`) is given.
 */
export { react, takeEach } from './react.ts'
export { measureFailedReactions, readSetAside } from './measures.ts'
export { byName, type EventOf, type Reactions, type Taker } from './reaction.ts'
export { failedStepRoutes } from './routes.ts'
export { startRetrying, type Retrying } from './retrying.ts'
