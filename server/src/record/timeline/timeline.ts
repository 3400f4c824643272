/**
 * The thread: one timeline per customer, every entry for life.
 *
 * Owns entries, reactions, attachments, what a scanner says of them, uploads and files of providers on their way, drafts and the index of words. Append-only: nothing here changes what was said; an edit
 * or a deletion is a further entry. Which issue an entry belongs to is an assignment, not content, and may change.
 *
 * Refuses to decide: who wrote, in which issue and why is decided by the caller, who holds the thread's lock
 * (`lockThread` of customers) and records the events. Refuses to send: appending is all that people and the assistant
 * do; `channels/outbound` delivers.
 */
export { appendEntry, type NewEntryRow, type ThreadPosition } from './append.ts'
export { deleteNote, editNote } from './amend.ts'
export { amendMessage, type MessageChange } from './amend-message.ts'
export { react } from './reactions.ts'
export { authorOf } from './author-of.ts'
export { storeAttachment, type StoredAttachment } from './attachments/attachments.ts'
export {
  attachmentById,
  attachmentsOf,
  claimUploads,
  dropUploads,
  insertUpload,
  keepUploads,
  releaseUploads,
  uploadsOf,
  type AttachmentRow,
} from './attachments/queries.ts'
export { admitUpload, type Permit, type UploadDeps } from './attachments/uploading/admit.ts'
export { receiveUpload } from './attachments/uploading/receive.ts'
export { UploadRefusal } from './attachments/uploading/refusal.ts'
export { pruneUploads } from './attachments/uploading/prune.ts'
export { arrivingFile, type NamedFile } from './attachments/fetching/arriving-file.ts'
export {
  channelOfFetch,
  giveBackFetch,
  stillFetching,
  takeUpFetch,
  type FetchRow,
  type Try,
} from './attachments/fetching/queries.ts'
export { fetchJob, followFetches, queueFetch } from './attachments/fetching/queue.ts'
export { fetchFailed, fileArrived } from './attachments/fetching/settle.ts'
export { openAttachment, readAttachment, refuseWithheld } from './attachments/scanning/open-attachment.ts'
export { beginScanning, followScans, measureScans } from './attachments/scanning/follow-scans.ts'
export { queueScan, queueScans, scanJob, type QueueDeps } from './attachments/scanning/queue.ts'
export { scanFile } from './attachments/scanning/scan-file.ts'
export { scanOf, type ScansSince } from './attachments/scanning/state.ts'
export { downloadHeaders } from './attachments/headers.ts'
export { sniffMediaType } from './attachments/sniff.ts'
export { attachmentRoutes } from './attachments/routes.ts'
export { amendmentsOf } from './amendments.ts'
export { asTheyRead } from './as-they-read.ts'
export {
  entriesByIds,
  entryByEcho,
  htmlByEntry,
  htmlOf,
  lastMailOf,
  lastSeqs,
  messagesIn,
  messagesOfIssue,
  lastMessageOf,
  notesOfIssues,
  moveEntriesOfIssue,
  moveEntryRow,
  strayEntries,
  textsOfIssueSql,
  wasCopied,
  type EntryRow,
} from './queries.ts'
export { lastHeardFrom, lastHeardOn } from './last-heard.ts'
export { appendedEntry, entriesOnThread, entryOnThread, type AppendedEntry } from './entry-on-thread.ts'
export { ownWords } from './own-words.ts'
export { draftsAmong } from './drafts.ts'
export { justAppended, type JustAppended } from './just-appended.ts'
export { readThread } from './read-thread.ts'
export { indexBacklog } from './search/backlog.ts'
export { noteCommonWords } from './search/common-words.ts'
export { indexEntries, settleTerms } from './search/index-entries.ts'
export { viewChanges } from './view-changes.ts'
export { timelineRoutes } from './routes.ts'
export { entrySubjects, readableEntries, refuseHiddenEntry, refuseUnlessCanEntry, type IssueFacts } from './subject.ts'
export { newestPages } from './pages.ts'
export { stepsOfIssues, type StepRow } from './steps.ts'
export {
  authorOfRow as authorOfEntry,
  viewAttachment,
  type ChannelBrief,
  type EntrySources,
  type IdentityBrief,
} from './view.ts'
