import type { LabPerson, LabState } from '@throughline/protocol/lab/lab.ts'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { readLab, signInAtShop } from '../../api/lab-api.ts'
import { chatWith } from './chat.ts'
import './shop-page.css'
import { w } from './words.ts'

/**
 * The page of a company that uses Throughline. All that it has of ours is the snippet; its visitors are its own, and it
 * vouches for those who signed in with a token of its server.
 */
function ShopPage({ lab, person, isKnown }: { lab: LabState; person: LabPerson | null; isKnown: boolean }) {
  const { shop } = lab
  const { chatChannelId } = shop
  const [isSignedIn, setIsSignedIn] = useState(isKnown)
  const [failure, setFailure] = useState<string | null>(null)

  async function signIn() {
    try {
      await vouch(lab, person!)
      setIsSignedIn(true)
      setFailure(null)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }

  function signOut() {
    if (chatChannelId !== null) chatWith(chatChannelId)('logout')
    sessionStorage.removeItem(signedInKey)
    setIsSignedIn(false)
  }

  return (
    <>
      <header>
        <strong>{w.name}</strong>
        {person === null || person.account === null ? (
          <span>{w.guest}</span>
        ) : isSignedIn ? (
          <span>
            {w.signedIn(person.name)} · <button onClick={signOut}>{w.signOut}</button>
          </span>
        ) : (
          <button class="main" onClick={() => void signIn()}>
            {w.signIn(person.name)}
          </button>
        )}
      </header>
      <main>
        {failure !== null && <p role="alert">{failure}</p>}
        <h1>{w.motto}</h1>
        <h2>{w.goods}</h2>
        <ul>
          {w.products.map((product) => (
            <Product key={product.name} {...product} />
          ))}
        </ul>
        <section>
          <h2>{w.help}</h2>
          <p>
            {w.helpHow} <strong>{shop.supportAddress}</strong>
            {chatChannelId === null ? (
              w.noChat
            ) : (
              <>
                {w.or} <button onClick={() => chatWith(chatChannelId)('open')}>{w.chat}</button>.
              </>
            )}
          </p>
        </section>
      </main>
    </>
  )
}

function Product({ name, price, hue, about, drawing }: (typeof w.products)[number]) {
  const [isTaken, setIsTaken] = useState(false)
  return (
    <li>
      <svg viewBox="0 0 120 90" aria-hidden="true" style={{ '--hue': hue }}>
        <path class="back" d="M0 0h120v90H0z" />
        <path class="body" d={drawing} />
      </svg>
      <b>{name}</b>
      <small>{about}</small>
      <span>{price}</span>
      <button aria-pressed={isTaken} onClick={() => setIsTaken(!isTaken)}>
        {isTaken ? w.inBasket : w.basket}
      </button>
    </li>
  )
}

const signedInKey = 'kettle-signed-in'
const lastKey = 'kettle-last-visitor'

/** The shop's own server says who its visitor is; the widget hands that on. */
async function vouch({ shop }: LabState, person: LabPerson): Promise<void> {
  const { token } = await signInAtShop(person.id)
  if (shop.chatChannelId !== null) chatWith(shop.chatChannelId)('identify', token)
  sessionStorage.setItem(signedInKey, person.id)
}

/**
 * Puts the chat on the page. The visitor before this one was another person: nothing of theirs stays in this browser.
 */
async function arrive(lab: LabState, person: LabPerson | null): Promise<boolean> {
  const { chatChannelId } = lab.shop
  if (person === null || chatChannelId === null) return false
  const chat = chatWith(chatChannelId)
  const last = localStorage.getItem(lastKey)
  localStorage.setItem(lastKey, person.id)
  if (last !== null && last !== person.id) chat('logout')
  if (sessionStorage.getItem(signedInKey) !== person.id) {
    sessionStorage.removeItem(signedInKey)
    return false
  }
  await vouch(lab, person)
  return true
}

/** As if somebody had signed in and pressed the button of the chat. */
async function beginChat(lab: LabState, person: LabPerson | null): Promise<boolean> {
  const { chatChannelId } = lab.shop
  if (chatChannelId === null) return false
  const hasAccount = person !== null && person.account !== null
  if (hasAccount) await vouch(lab, person)
  chatWith(chatChannelId)('open')
  return hasAccount
}

const lab = await readLab()
const query = new URLSearchParams(location.search)
const personId = query.get('person')
const person = lab.people.find(({ id }) => id === personId) ?? null
const wasKnown = await arrive(lab, person)
const isKnown = query.has('chat') ? await beginChat(lab, person) : wasKnown
render(<ShopPage lab={lab} person={person} isKnown={isKnown} />, document.querySelector('#shop')!)
