import { ActionIcon, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { SavedView } from '@throughline/protocol/issues/views.ts'
import { IconDots } from '../../../look/icons.ts'
import { tell } from '../../../look/tell.tsx'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from '../words/words.ts'
import { searchOfView } from '../inbox-search.ts'
import { useChangeViews } from '../../../data/issues/views-query.ts'

/** What can be done with the view that is shown. Removing takes nothing away but the name, and can be taken back. */
export function ViewOptions({ view }: { view: SavedView }) {
  const words = w.inbox.views
  const navigate = useNavigate()
  const mayShare = useMay('issues.write')
  const { create, update, remove } = useChangeViews()
  const { name, shared, filter, sort } = view
  const removeIt = () =>
    remove.mutate(view.id, {
      onSuccess: () => {
        void navigate({ to: paths.inbox, search: searchOfView(view) })
        tell(words.removed(name), () => create.mutate({ name, shared, filter, sort }))
      },
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={words.menu(name)}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void navigate({ to: paths.inbox, search: searchOfView(view) })}>
          {words.edit}
        </Menu.Item>
        {view.mayChange && mayShare && (
          <Menu.Item onClick={() => update.mutate({ id: view.id, to: { shared: !shared } })}>
            {shared ? words.unshare : words.share}
          </Menu.Item>
        )}
        {view.mayChange && <Menu.Item onClick={removeIt}>{words.remove}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
