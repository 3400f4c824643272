/** Words that people put together, or apart by any mark, into an address from which nobody reads. */
const joined =
  /noreply|nonreply|donotreply|dontreply|donotrespond|noresponse|nepasrepondre|nichtantworten|keineantwort|norispondere|noresponder|nieodpowiadac|nieodpisuj/

/** Names of programs. A person may have such a word in a longer name, so these are compared with its parts. */
const programs: ReadonlySet<string> = new Set(
  (
    'mailer-daemon postmaster daemon root nobody bounce bounces autoreply autoresponder automailer mailer robot ' +
    'notification notifications notify notifier alert alerts newsletter newsletters wordpress www-data apache nginx'
  ).split(' '),
)

/** Whether an address is one from which nobody reads, by its name: an automatic answer to it is of no use to anybody. */
export function answersNobody(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  if (joined.test(local.normalize('NFD').replace(/[^a-z]/g, ''))) return true
  return programs.has(local) || local.split(/[^a-z]+/).some((part) => programs.has(part))
}
