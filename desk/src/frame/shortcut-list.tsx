import { Kbd, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Shortcut, ShortcutGroup } from '../words/en/desk.ts'
import { w } from '../words/words.ts'
import { commandKey } from '../keys/command-key.ts'
import classes from './shortcut-list.module.css'
import { useKeys } from '../keys/use-keys.ts'
import { useOfferedAreas } from './use-offered-areas.ts'

/** `?` lists every shortcut. */
export function ShortcutList() {
  const [isOpen, { open, close }] = useDisclosure(false)
  const ofAreas = useOfferedAreas().flatMap(({ keys }) =>
    keys.map(({ keys: pressed, what }): Shortcut => [pressed, what()]),
  )
  useKeys({ 'shift+?': open, '?': open })
  return (
    <Modal opened={isOpen} onClose={close} title={w.shortcuts.title} size="lg">
      <div className={classes.groups}>
        {groupsWith(ofAreas).map(({ title, list }) => (
          <section key={title} className={classes.group}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.list}>
              {list.map(([keys, what]) => (
                <div key={keys} className={classes.row}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.split(' ').map((key) => (
                      <Kbd key={key} size="xs">
                        {key === 'mod' ? commandKey : key}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}

/** With the keys of the areas: single keys first, then those after `g`. */
function groupsWith(ofAreas: readonly Shortcut[]): ShortcutGroup[] {
  const [everywhere, ...others] = w.shortcuts.groups
  if (!everywhere) return others
  const list = [...everywhere.list, ...ofAreas].toSorted(([a], [b]) => rankOf(a) - rankOf(b))
  return [{ ...everywhere, list }, ...others]
}

function rankOf(keys: string): number {
  if (keys.startsWith('mod ')) return 0
  if (keys === '?') return 3
  return keys.startsWith('g ') ? 2 : 1
}
