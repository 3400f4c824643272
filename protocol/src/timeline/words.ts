import { defineWords } from '../words.ts'

export const timelineWords = defineWords('timeline', {
  no_such_entry: () => 'There is no such entry.',
  no_such_attachment: () => 'There is no such attachment.',
  foreign_cursor: () => 'The cursor is not one of ours.',
  nothing_to_search: () => 'Say in `q` what to look for.',
  token_has_no_drafts: () => 'Drafts belong to people; a token has none.',
  only_notes_change: () => 'Only notes can be changed. The entry is as it was.',
  struck_out_already: () => 'The note was deleted already.',
  note_of_another: () =>
    'Only who wrote a note, or who has the permission notes.manage, changes it. The note is as it was.',
  too_many_bytes_from_network: () =>
    'Too many files from your network wait to be sent or came within an hour. This one was not stored; try again later.',
  too_many_files_waiting: () => 'Too many of your files wait to be sent; send them first. Nothing was stored.',
  no_room_for_files: () => 'There is no room for files now. Nothing was stored; try again later.',
  too_many_uploads: () => 'Too many files are on their way at once. Nothing was stored; try again in half a minute.',
  no_such_picture: () => 'There is no picture to show.',
  file_being_scanned: () => 'The file is being scanned for malware. It can be opened in a moment.',
  file_not_scanned_yet: () =>
    'The file could not be scanned for malware so far, and is withheld. It is tried again; an admin can release it.',
  file_infected: ({ finding }: { finding: string }) =>
    `The file is infected (${finding}) and is withheld. An admin can delete or release it.`,
  file_removed: () => 'The file was infected, and an admin deleted it.',
  file_not_withheld: () => 'The file is not withheld. Nothing was changed.',
  not_scanning: () => 'Files are not scanned here: set CLAMD_ADDRESS.',
  only_infected_removed: () => 'Only an infected file can be deleted. Nothing was changed.',
  file_arriving: () => 'The file has not arrived yet. It is still being fetched.',
  file_not_fetched: () => 'The file could not be fetched. Ask for it again.',
  file_not_missing: () => 'The file is here, or is being fetched now. Nothing was changed.',
  forward_or_answer: () => 'Name what is forwarded, or the answer that is answered, not both.',
  no_html: () => 'The entry has no body in HTML.',
})
