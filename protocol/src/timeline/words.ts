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
  no_html: () => 'The entry has no body in HTML.',
})
