import type { LabPerson } from '@throughline/protocol/lab/lab.ts'
import { useCallback, useState } from 'preact/hooks'
import { DeskFrame } from './desk/desk-frame.tsx'
import { IconDesk, IconStory } from './look/icons.tsx'
import { panels } from './panels.ts'
import { useSince } from './story/since.ts'
import type { Go } from './story/step-action.tsx'
import { Story } from './story/story.tsx'
import { useEvidence } from './story/use-evidence.ts'
import { w } from './words.ts'

/** On a wide screen the customer's things stand beside the desk; on a narrow one each has its turn. */
export function LabPage({ people }: { people: LabPerson[] }) {
  const [person, setPerson] = useState(people.find(({ id }) => id === sessionStorage.getItem(personKey)) ?? people[0]!)
  const { since, beginAgain } = useSince(person.id)
  const { answer, failure, again } = useEvidence(person, since)
  const [place, setPlace] = useState('story')
  const [panel, setPanel] = useState(panels[0]!.id)
  const [desk, setDesk] = useState({ path: '/inbox', turn: 0 })
  const [begunByPanel, setBegunByPanel] = useState<Record<string, number>>({})
  const [newsByPanel, setNewsByPanel] = useState<Record<string, number>>({})

  const onNews = useCallback((panelId: string, count: number) => {
    setNewsByPanel((all) => (all[panelId] === count ? all : { ...all, [panelId]: count }))
  }, [])

  const go: Go = (to, { deskPath, begins = false } = {}) => {
    setPlace(to)
    if (panels.some(({ id }) => id === to)) setPanel(to)
    if (begins) setBegunByPanel((all) => ({ ...all, [to]: (all[to] ?? 0) + 1 }))
    if (deskPath !== undefined) setDesk(({ turn }) => ({ path: deskPath, turn: turn + 1 }))
  }

  function play(id: string) {
    sessionStorage.setItem(personKey, id)
    setPerson(people.find((one) => one.id === id)!)
    setNewsByPanel({})
    setBegunByPanel({})
  }

  const places = [
    { id: 'story', name: w.story.name, icon: IconStory },
    ...panels,
    { id: 'desk', name: w.desk.name, icon: IconDesk },
  ]
  return (
    <div class="lab" data-place={place}>
      <header>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <div>
          <h1>{w.title}</h1>
          <p>{w.lead}</p>
        </div>
        <label class="play">
          {w.play}
          <select value={person.id} onChange={(event) => play(event.currentTarget.value)}>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <p class="about">{person.about}</p>
      </header>
      <nav class="places" aria-label={w.places}>
        {places.map(({ id, name, icon: Icon }) => (
          <button key={id} aria-current={place === id} onClick={() => go(id)}>
            <Icon />
            {name}
            <Count of={newsByPanel[id] ?? 0} />
          </button>
        ))}
      </nav>
      <main>
        <div class="told">
          {failure !== null && <p role="alert">{failure}</p>}
          {answer?.evidence.person === person && (
            <Story watched={answer} go={go} onChanged={() => void again()} onBeginAgain={beginAgain} />
          )}
        </div>
        <section class="customer" aria-label={w.customer}>
          <div class="tabs" role="tablist" aria-label={w.customer}>
            {panels.map(({ id, name, icon: Icon }) => (
              <button
                key={id}
                role="tab"
                id={`tab-${id}`}
                aria-controls={`panel-${id}`}
                aria-selected={panel === id}
                tabIndex={panel === id ? 0 : -1}
                onClick={() => go(id)}
                onKeyDown={(event) => {
                  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                  if (step === 0) return
                  const index = panels.findIndex((one) => one.id === id)
                  const other = panels[(index + step + panels.length) % panels.length]!
                  go(other.id)
                  document.querySelector<HTMLElement>(`#tab-${other.id}`)?.focus()
                }}
              >
                <Icon />
                {name}
                <Count of={newsByPanel[id] ?? 0} />
              </button>
            ))}
          </div>
          {answer &&
            panels.map(({ id, View }) => (
              // A panel that is not looked at goes on: its chat stays open, its mail comes in.
              <div
                key={`${id} ${person.id}`}
                class="panel"
                role="tabpanel"
                id={`panel-${id}`}
                aria-labelledby={`tab-${id}`}
                hidden={panel !== id}
              >
                <View
                  lab={answer.evidence.lab}
                  person={person}
                  since={since}
                  begun={begunByPanel[id] ?? 0}
                  onNews={onNews}
                />
              </div>
            ))}
        </section>
        <section class="staff" aria-label={w.desk.name}>
          <DeskFrame key={desk.turn} path={desk.path} />
        </section>
      </main>
    </div>
  )
}

function Count({ of }: { of: number }) {
  return of > 0 ? <span class="count">{of}</span> : null
}

const personKey = 'lab-person'
