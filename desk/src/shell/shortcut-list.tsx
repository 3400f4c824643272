import { Kbd, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { w } from '../words/words.ts'
import classes from './shortcut-list.module.css'
import { commandKey } from './command-key.ts'
import { useKeys } from './use-keys.ts'

/** `?` lists every shortcut. */
export function ShortcutList() {
  const [isOpen, { open, close }] = useDisclosure(false)
  useKeys({ 'shift+?': open, '?': open })
  const shortcuts: [string, string][] = [
    ...w.shortcuts.list,
    [`${commandKey} Enter`, w.shortcuts.send],
    [`${commandKey} Shift Enter`, w.shortcuts.sendAndClose],
  ]
  return (
    <Modal opened={isOpen} onClose={close} title={w.shortcuts.title} size="sm">
      <dl className={classes.list}>
        {shortcuts.map(([keys, what]) => (
          <div key={keys} className={classes.row}>
            <dt>{what}</dt>
            <dd>
              {keys.split(' ').map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
