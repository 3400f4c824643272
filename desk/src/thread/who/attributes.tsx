import { ActionIcon, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { IconPencil } from '../../look/icons.ts'
import { useMay } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import classes from './attributes.module.css'
import { AttributesForm } from './attributes-form.tsx'
import { PanelSection } from '../../look/panel-section.tsx'

export function Attributes({ customer }: { customer: Customer }) {
  const mayWrite = useMay('customers.write')
  const [isEditing, { open, close }] = useDisclosure(false)
  const attributes = Object.entries(customer.attributes)
  const edit = mayWrite && (
    <Tooltip label={w.who.editAttributes}>
      <ActionIcon size="sm" aria-label={w.who.editAttributes} onClick={open}>
        <IconPencil size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <PanelSection title={w.who.attributes} action={edit}>
      {attributes.length === 0 && <p className={classes.none}>{w.who.noAttributes}</p>}
      <dl className={classes.list}>
        {attributes.map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt>{name}</dt>
            <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
          </div>
        ))}
      </dl>
      {isEditing && <AttributesForm customer={customer} onClose={close} />}
    </PanelSection>
  )
}
