/**
 * Who we are to customers: name, address, opening hours, signature, logo, colour, language. Owns the table
 * `business_profile`. What stands here is meant for everybody to see: channels put it under what they send, the chat
 * and the help pages show it.
 *
 * Refuses to keep anything private, and a logo that a browser could run.
 */
export { businessProfile } from './profile.ts'
export { businessRoutes } from './routes.ts'
