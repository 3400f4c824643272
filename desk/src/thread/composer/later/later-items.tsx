import { Menu } from '@mantine/core'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { sendTimes } from './send-times.ts'

export interface LaterItemsProps {
  isDisabled: boolean
  onlyIfUnanswered: boolean
  onOnlyIfUnanswered: (isOn: boolean) => void
  onSend: (at: Date) => void
  onPick: () => void
}

/** When a reply is to be sent, and whether also if the customer has written by then. */
export function LaterItems({ isDisabled, onlyIfUnanswered, onOnlyIfUnanswered, onSend, onPick }: LaterItemsProps) {
  const now = new Date(useNow())
  return (
    <>
      <Menu.Label>{w.later.title}</Menu.Label>
      {sendTimes(now).map(({ name, at }) => (
        <Menu.Item
          key={name}
          disabled={isDisabled}
          rightSection={<span style={{ fontSize: 12 }}>{nearTime(at.toISOString(), now.getTime())}</span>}
          onClick={() => onSend(at)}
        >
          {w.later.times[name]}
        </Menu.Item>
      ))}
      <Menu.Item disabled={isDisabled} onClick={onPick}>
        {w.later.pick}
      </Menu.Item>
      <Menu.CheckboxItem checked={onlyIfUnanswered} onChange={onOnlyIfUnanswered} closeMenuOnClick={false}>
        {w.later.onlyIfUnanswered}
      </Menu.CheckboxItem>
      <Menu.Divider />
    </>
  )
}
