import { defineWords } from '../words.ts'

/** What visitors and the pages that show a chat are refused. The widget says what a visitor sees of it in its languages. */
export const webchatWords = defineWords('webchat', {
  too_many_new_chats: ({ seconds }: { seconds: number }) =>
    `Too many people began to talk here from your network. Nothing was stored; try again in ${seconds} seconds.`,
  too_many_connections: () => 'Too many connections are open from your network. Try again in a minute.',
  too_fast: ({ max, seconds }: { max: number; seconds: number }) =>
    `More than ${max} in a minute. Nothing was done; try again in ${seconds} seconds.`,
  other_account: () =>
    'This device talked for another account. Forget its token, make a new one, and identify the visitor with that.',
  not_signed: () => 'The site’s token about its visitor was not accepted. It is not a signed token.',
  unread_header: () => 'The site’s token about its visitor was not accepted. Its header is not one that we read.',
  wrong_signature: () =>
    'The site’s token about its visitor was not accepted. Its signature does not fit any key of this channel.',
  claims_missing: () =>
    'The site’s token about its visitor was not accepted. It needs `sub`, the account, and `exp`, when it ends; see the guide.',
  other_channel: () => 'The site’s token about its visitor was not accepted. It was made for another channel (`aud`).',
  expired: () => 'The site’s token about its visitor was not accepted. It has expired. Make a new one for each page.',
  valid_too_long: () =>
    'The site’s token about its visitor was not accepted. It is good for more than a day; make it shorter.',
  from_the_future: () =>
    'The site’s token about its visitor was not accepted. It is from the future: check the clocks of both servers.',
  used_elsewhere: () =>
    'The site’s token about its visitor was not accepted. It was used on another device already (`jti`).',
  no_such_file: () => 'There is no such file.',
  takes_no_files: () => 'This chat takes no files. Nothing was stored.',
  empty_file: () => 'The file is empty. Nothing was stored.',
  too_many_files: ({ max }: { max: number }) =>
    `${max} files wait to be sent; send them first. This one was not stored.`,
  files_too_large: ({ maxMiB }: { maxMiB: number }) =>
    `The files of one message may have ${maxMiB} MiB together. Nothing was sent.`,
  file_gone: () => 'A file is not there any more, or went with another message. Upload it again; nothing was sent.',
  blocked: () => 'This visitor was blocked. The message was not delivered.',
  empty_message: () => 'The message is empty. Nothing was sent.',
  hello_first: () => 'Say hello first, with the visitor’s token.',
  nothing_said_yet: () => 'Nothing was said with this token yet.',
  session_over: () => 'This session is over. Forget the token; a new one begins a new session.',
  sign_in_lapsed: () => 'The sign-in of this device has lapsed. Forget the token and identify the visitor again.',
  logged_out: () => 'This session was logged out. Forget the token; a new one begins a new session.',
  visitor_token_needed: () =>
    'This call needs the visitor’s token: 32 random bytes in base64url, as `Authorization: Visitor …`.',
  site_not_allowed: () => 'This chat does not belong on this site. An admin can add it to the sites of the channel.',
  widget_only: () => 'Visitors write through the widget only.',
  seen: () => 'It was seen in the chat.',
  arrived: () => 'It arrived in the chat.',
  step_snippet: () => 'Snippet',
  step_sites: () => 'Sites',
  step_sign_in: () => 'Sign-in',
  step_mail: () => 'Mail',
  snippet: ({ html }: { html: string }) =>
    `Put this before </body> of your pages, with the address of this server: ${html}`,
  shown_on: ({ sites }: { sites: string[] }) => `It is shown on ${sites.join(', ')}.`,
  no_site: () => 'No site may show it yet: add the origin of your site, as in https://www.example.com.',
  believed_by: ({ algorithms }: { algorithms: string[] }) =>
    `Visitors whom your site signs in are believed by ${algorithms.join(' and ')}.`,
  known_by_device: () => 'Visitors are known by their device only. Give a secret to let your site say who they are.',
  goes_on_by_mail: ({ minutes }: { minutes: number }) => `Replies not seen within ${minutes} minutes go on by mail.`,
  by_channel: ({ channel }: { channel: string }) => `They leave by ${channel}.`,
  no_mail_leaves: () => 'Replies that are not seen are to go on by mail, and no mail channel can send.',
  replies_wait: () => 'Replies wait in the chat until the visitor comes back.',
  no_such_chat: () => 'There is no such chat.',
})
