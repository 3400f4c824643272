import { tellEmpty } from '../empty.ts'
import { tell } from '../telling/director.ts'
import type { Stage } from '../telling/stage.ts'
import type { Story } from '../telling/story.ts'
import { theFlood, theGuesser } from './attacks.ts'
import { fromRightToLeft, theLongLetter, theTeaCeremony } from './every-script.ts'
import { theImpostor, theSharedAddress, theTwoAddresses } from './identity.ts'
import { howWeWork } from './how-we-work.ts'
import { theTasting } from './invitation.ts'
import { theHotel } from './long-thread.ts'
import { manyOthers } from './many-others.ts'
import { theSparePart, theSpam, theSupplier, theTags, theThreat, theUnfinished, theVoucher } from './sorting.ts'
import { theLeakingKettle, theWrongColour } from './switching.ts'
import { theAdvertiser, theBackorder, theClosedMailbox, theNewsletterReader, theThirdTime } from './troubles.ts'

/**
 * A busy day at Kettle & Co., and the weeks before it: every state that the desk can show, told through the same doors
 * that customers and staff use. `end` is when it is now; the clock of the stage ends there.
 */
export async function tellBusyDay(stage: Stage, end: Date): Promise<Story> {
  const story = await tellEmpty(stage, end)
  const scenes = [
    howWeWork,
    theTags,
    theLeakingKettle,
    theWrongColour,
    theTwoAddresses,
    theImpostor,
    theSharedAddress,
    theClosedMailbox,
    theThirdTime,
    theNewsletterReader,
    theBackorder,
    theAdvertiser,
    theSpam,
    theThreat,
    theVoucher,
    theSupplier,
    theSparePart,
    theUnfinished,
    fromRightToLeft,
    theTeaCeremony,
    theTasting,
    theLongLetter,
    theHotel,
    theGuesser,
    theFlood,
  ].map((scene) => scene(story))
  await tell([...scenes, ...manyOthers(story)], stage.clock, end)
  return story
}
