import { pruneAutomaticAnswers, recoverDeliveries } from '../channels/channels.ts'
import { pruneEvents } from '../platform/events/events.ts'
import { adoptSnoozes, contactGapMs, endSilentContacts } from '../work/issues/issues.ts'
import { dayMs, hourMs, minuteMs, secondMs, type Clock } from '../lib/clock.ts'
import { pruneMails, pruneNotifications } from '../judgement/notifications/notifications.ts'
import { pruneCounts, pruneSessions } from '../edges/portal/portal.ts'
import { pruneSignIn } from '../people/staff/staff.ts'
import type { Schedule } from '../platform/schedules/schedules.ts'
import {
  followFetches,
  followScans,
  indexBacklog,
  noteCommonWords,
  pruneUploads,
  settleTerms,
} from '../record/timeline/timeline.ts'
import { pruneWebhookDeliveries } from '../edges/webhooks/webhooks.ts'
import type { Foundations } from './foundations.ts'

/** A stream can be resumed for this long; a client that was away longer reads afresh. */
const eventsKeptMs = 30 * dayMs
const notificationsKeptMs = 90 * dayMs
const silentSessionsKeptMs = 2 * dayMs
const endedPerRun = 5000

const ago = (clock: Clock, ms: number): Date => new Date(clock.now().getTime() - ms)

/** What happens by the clock (UTC), on one node at a time. A time that was missed is made up for (`platform/schedules`). */
export const schedules: readonly Schedule<Foundations>[] = [
  {
    name: 'every-minute',
    everyMs: minuteMs,
    tasks: {
      adoptSnoozes: (deps) => adoptSnoozes(deps),
      // One segment of the search at a time: others need the database as well.
      noteCommonWords: ({ db }) => noteCommonWords(db),
      recoverDeliveries: (deps) => recoverDeliveries(deps),
      pruneSignIn: ({ db, clock }) => pruneSignIn(db, clock.now()),
      async endSilentContacts({ db, clock }) {
        while ((await endSilentContacts(db, ago(clock, contactGapMs), endedPerRun)) === endedPerRun);
      },
    },
  },
  {
    name: 'search-backlog',
    everyMs: 10 * secondMs,
    tasks: {
      // Short enough for a node that is to stop, and others need the database as well.
      indexBacklog: ({ db }) => indexBacklog(db, { atMostMs: 5 * secondMs }),
      settleTerms: ({ db }) => settleTerms(db),
    },
  },
  {
    name: 'file-scans',
    everyMs: 10 * secondMs,
    tasks: { followScans: (deps) => followScans(deps) },
  },
  {
    name: 'file-fetches',
    everyMs: 10 * secondMs,
    tasks: { followFetches: (deps) => followFetches(deps) },
  },
  {
    name: 'every-hour',
    everyMs: hourMs,
    afterMs: 23 * minuteMs,
    tasks: {
      pruneUploads: (deps) =>
        pruneUploads(deps, (error, key) =>
          deps.logger.warn({ err: error, key }, 'an unsent file could not be removed'),
        ),
      pruneCounts: ({ db, clock }) => pruneCounts(db, clock.now()),
    },
  },
  {
    name: 'every-night',
    everyMs: dayMs,
    afterMs: 3 * hourMs + 17 * minuteMs,
    tasks: {
      pruneAutomaticAnswers: ({ db, clock }) => pruneAutomaticAnswers(db, ago(clock, dayMs)),
      pruneEvents: ({ db, clock }) => pruneEvents(db, ago(clock, eventsKeptMs)),
      pruneWebhookDeliveries: ({ db, clock }) => pruneWebhookDeliveries(db, ago(clock, eventsKeptMs)),
      pruneMails: ({ db, clock }) => pruneMails(db, ago(clock, notificationsKeptMs)),
      pruneNotifications: ({ db, clock }) => pruneNotifications(db, ago(clock, notificationsKeptMs)),
      pruneSessions: ({ db, clock }) => pruneSessions(db, ago(clock, silentSessionsKeptMs), clock.now()),
    },
  },
]
