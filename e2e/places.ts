import type { Page } from 'playwright-core'
import type { Said } from './desk-words.ts'

/** A page of the desk, or something that opens on one. It is reached by the words that people see. */
export interface Place {
  name: string
  path: string
  open?: (page: Page, w: Said) => Promise<unknown>
}

const press = (name: (w: Said) => string) => (page: Page, w: Said) =>
  page
    .getByRole('button', { name: name(w), exact: true })
    .first()
    .click()

/** On a phone the panel about the customer comes on demand. */
async function showWho(page: Page, w: Said): Promise<void> {
  await openThread(page, w)
  const more = page.getByRole('button', { name: w.who.menu })
  if (!(await more.isVisible())) await press(({ who }) => who.toggle)(page, w)
  await more.waitFor()
}

async function openThread(page: Page, w: Said): Promise<void> {
  await page.locator('[data-issue]').first().click()
  await page.getByRole('article').first().waitFor()
  await page.getByRole('region', { name: w.composer.label }).waitFor()
}

const dialog = (page: Page) => page.getByRole('dialog').last().waitFor()
const menu = (page: Page) => page.getByRole('menu').last().waitFor()

/** Runs one step after the other. */
const steps =
  (...list: ((page: Page, w: Said) => Promise<unknown>)[]) =>
  async (page: Page, w: Said) => {
    for (const step of list) await step(page, w)
  }
const item = (name: (w: Said) => string) => (page: Page, w: Said) =>
  page.getByRole('menuitem', { name: name(w) }).click()
const key = (name: string) => (page: Page) => page.keyboard.press(name)

/** Every page and everything that opens on one, as far as it looks the same for all data. */
export const places: readonly Place[] = [
  { name: 'inbox', path: '/inbox' },
  { name: 'an empty queue', path: '/inbox?queue=mine' },
  { name: 'nothing snoozed', path: '/inbox?status=snoozed' },
  { name: 'a view that is gone', path: '/inbox?view=0195a000-0000-7000-8000-000000000001' },
  { name: 'filtered', path: '/inbox?priority=high,urgent&status=open' },
  { name: 'views', path: '/inbox', open: steps((page) => page.locator('h1 button').click(), menu) },
  { name: 'filter', path: '/inbox', open: steps(press(({ inbox }) => inbox.filter.label)) },
  {
    name: 'save a view',
    path: '/inbox?priority=high',
    open: steps(
      press(({ inbox }) => inbox.views.save),
      dialog,
    ),
  },
  { name: 'several selected', path: '/inbox', open: steps(key('j'), key('x')) },
  { name: 'thread', path: '/inbox', open: openThread },
  { name: 'profile', path: '/inbox', open: showWho },
  {
    name: 'owner',
    path: '/inbox',
    open: steps(openThread, (page, w) => page.getByRole('button', { name: w.issue.ownerIs('').trim() }).click(), menu),
  },
  { name: 'tags of an issue', path: '/inbox', open: steps(openThread, key('t'), dialog) },
  {
    name: 'send later',
    path: '/inbox',
    open: steps(
      openThread,
      press(({ composer }) => composer.sendMore),
      menu,
    ),
  },
  {
    name: 'snooze',
    path: '/inbox',
    open: steps(
      openThread,
      press(({ issue }) => issue.snooze),
      menu,
    ),
  },
  {
    name: 'snooze until another time',
    path: '/inbox',
    open: steps(
      openThread,
      press(({ issue }) => issue.snooze),
      item(({ issue }) => issue.snoozePick),
      dialog,
    ),
  },
  {
    name: 'more actions',
    path: '/inbox',
    open: steps(
      openThread,
      press(({ issue }) => issue.actions),
      menu,
    ),
  },
  {
    name: 'join issues',
    path: '/inbox',
    open: steps(
      openThread,
      press(({ issue }) => issue.actions),
      item(({ issue }) => issue.merge),
      dialog,
    ),
  },
  { name: 'note', path: '/inbox', open: steps(openThread, key('n')) },
  {
    name: 'merge customers',
    path: '/inbox',
    open: steps(
      showWho,
      press(({ who }) => who.menu),
      item(({ who }) => who.mergeWith),
      dialog,
    ),
  },
  {
    name: 'block a customer',
    path: '/inbox',
    open: steps(
      showWho,
      press(({ who }) => who.menu),
      item(({ who }) => who.blockPerson),
      dialog,
    ),
  },
  {
    name: 'details of a customer',
    path: '/inbox',
    open: steps(
      showWho,
      press(({ who }) => who.editAttributes),
      dialog,
    ),
  },
  { name: 'palette', path: '/inbox', open: steps(key('Control+k'), dialog) },
  { name: 'new message', path: '/inbox', open: steps(key('c'), dialog) },
  { name: 'shortcuts', path: '/inbox', open: steps(key('?'), dialog) },
  { name: 'news', path: '/inbox', open: steps(key('b'), dialog) },
  { name: 'customers', path: '/customers' },
  { name: 'blocked customers', path: '/customers?blocked=true' },
  { name: 'no such customer', path: '/customers?query=zzzzzz' },
  {
    name: 'add a customer',
    path: '/customers',
    open: steps(
      press(({ customers }) => customers.add),
      dialog,
    ),
  },
  { name: 'search', path: '/search?q=kettle' },
  { name: 'search without results', path: '/search?q=zzzzzz' },
  { name: 'your own', path: '/account' },
  { name: 'settings', path: '/settings' },
  { name: 'channels', path: '/settings/channels' },
  { name: 'connect mail', path: '/settings/channels/new/email' },
  { name: 'connect a web chat', path: '/settings/channels/new/webchat' },
  { name: 'connect a program', path: '/settings/channels/new/api' },
  {
    name: 'a channel and its test',
    path: '/settings/channels',
    open: async (page, w) => {
      await page.locator('main ul a').first().click()
      await press(({ channels }) => channels.test)(page, w)
      await page.getByRole('region', { name: w.channels.test }).getByRole('listitem').first().waitFor()
    },
  },
  { name: 'an invitation that is over', path: '/invitation#of-nobody' },
  { name: 'staff', path: '/settings/staff' },
  {
    name: 'add a person',
    path: '/settings/staff',
    open: steps(
      press(({ staff }) => staff.add),
      dialog,
    ),
  },
  { name: 'teams', path: '/settings/teams' },
  {
    name: 'add a team',
    path: '/settings/teams',
    open: steps(
      press(({ teams }) => teams.add),
      dialog,
    ),
  },
  { name: 'roles', path: '/settings/roles' },
  {
    name: 'make a role',
    path: '/settings/roles',
    open: steps(
      press(({ roles }) => roles.add),
      dialog,
    ),
  },
  { name: 'business', path: '/settings/business' },
  { name: 'saved replies', path: '/settings/replies' },
  {
    name: 'add a reply',
    path: '/settings/replies',
    open: steps(
      press(({ replies }) => replies.add),
      dialog,
    ),
  },
  { name: 'tags', path: '/settings/tags' },
  {
    name: 'add a tag',
    path: '/settings/tags',
    open: steps(
      press(({ tagList }) => tagList.add),
      dialog,
    ),
  },
  { name: 'tokens', path: '/settings/tokens' },
  {
    name: 'make a token',
    path: '/settings/tokens',
    open: steps(
      press(({ tokens }) => tokens.add),
      dialog,
    ),
  },
  { name: 'webhooks', path: '/settings/webhooks' },
  {
    name: 'add a webhook',
    path: '/settings/webhooks',
    open: steps(
      press(({ webhooks }) => webhooks.add),
      dialog,
    ),
  },
  { name: 'quarantine', path: '/settings/inbound' },
  { name: 'blocked senders', path: '/settings/blocked' },
  {
    name: 'block a domain',
    path: '/settings/blocked',
    open: steps(
      press(({ blocked }) => blocked.add),
      dialog,
    ),
  },
  { name: 'outbox', path: '/settings/outbox' },
  { name: 'audit', path: '/settings/audit' },
  { name: 'nothing there', path: '/nowhere' },
]

export async function goTo(page: Page, origin: string, place: Place, w: Said): Promise<void> {
  await page.goto(origin + place.path)
  await page.getByRole('main').first().waitFor()
  await page.getByRole('heading').or(page.getByText(w.inbox.empty.other)).first().waitFor()
  await place.open?.(page, w)
}
