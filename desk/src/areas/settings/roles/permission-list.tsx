import { Checkbox } from '@mantine/core'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { permissionGroups } from './permission-groups.ts'
import classes from './permission-list.module.css'

export interface PermissionListProps {
  value: readonly Permission[]
  /** Left out: only shown. */
  onChange?: (value: Permission[]) => void
}

/** What a role may do, in words. What one does not have oneself cannot be given, and says so. */
export function PermissionList({ value, onChange }: PermissionListProps) {
  const me = useMe()
  return (
    <div className={classes.groups}>
      {permissionGroups.map(({ name, permissions }) => (
        <fieldset key={name} className={classes.group}>
          <legend>{w.roles.groups[name]}</legend>
          {permissions.map((permission) => {
            const isMine = me.permissions.includes(permission)
            return (
              <Checkbox
                key={permission}
                label={w.roles.permissions[permission] ?? permission}
                description={onChange && !isMine ? w.roles.notYours : undefined}
                checked={value.includes(permission)}
                disabled={!onChange || !isMine}
                onChange={(event) =>
                  onChange?.(
                    event.currentTarget.checked ? [...value, permission] : value.filter((held) => held !== permission),
                  )
                }
              />
            )
          })}
        </fieldset>
      ))}
    </div>
  )
}
