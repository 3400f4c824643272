import { Button, Menu } from '@mantine/core'
import { variableNames } from '@throughline/protocol/saved-replies/variables.ts'
import { IconChevronDown } from '../../../look/icons.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'

/** What a reply may leave open, by what it stands for. */
export function VariableMenu({ onPick }: { onPick: (name: string) => void }) {
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          // The place in the text must survive the press.
          onMouseDown={(event) => event.preventDefault()}
        >
          {w.replies.insert}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {variableNames.map((name) => (
          <Menu.Item key={name} onClick={() => onPick(name)}>
            {w.replies.variables[name]} <span className={cards.more}>{`{{${name}}}`}</span>
          </Menu.Item>
        ))}
        <Menu.Label>{w.replies.details}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
