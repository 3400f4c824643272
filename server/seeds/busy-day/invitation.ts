import { hourMs, dayMs } from '../../src/lib/clock.ts'
import { cast } from '../cast.ts'
import type { Scene } from '../telling/director.ts'
import type { Story } from '../telling/story.ts'
import { minutesAgo } from '../telling/times.ts'

const { ines } = cast

/** A calendar invitation, which the thread shows as a card: what, when and where. */
export const theTasting = (story: Story): Scene => ({
  title: 'The tasting',
  tell(at) {
    at(minutesAgo(101), () => {
      const begins = new Date(Math.ceil(story.stage.clock.now().getTime() / dayMs) * dayMs + 5 * dayMs + 15 * hourMs)
      return story.mails(ines, {
        subject: 'Tasting of the new roasts',
        text: 'Hello,\n\nwe taste the new roasts on your espresso machines, and would love somebody of you to be there. The invitation is attached.\n\nInês',
        attachments: [
          {
            filename: 'invite.ics',
            contentType: 'text/calendar; method=REQUEST; charset=utf-8',
            content: Buffer.from(invitation(begins)),
          },
        ],
      })
    })
  },
})

function invitation(begins: Date): string {
  const stamp = (time: Date) => time.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Torrefacao//Calendar//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:tasting-of-the-new-roasts@torrefacao.example',
    `DTSTAMP:${stamp(begins)}`,
    `DTSTART:${stamp(begins)}`,
    `DTEND:${stamp(new Date(begins.getTime() + 2 * hourMs))}`,
    'SUMMARY:Tasting of the new roasts',
    'LOCATION:Rua da Alfândega 12\\, Lisbon',
    'ORGANIZER;CN=Inês Duarte:mailto:ines@torrefacao.example',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:hello@kettle.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}
