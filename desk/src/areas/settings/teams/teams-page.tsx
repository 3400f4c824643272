import { Button, Menu } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteTeam, type Team } from '@throughline/protocol/staff/teams.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconPlus, IconUsers } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { PersonMark } from '../../../look/person-mark.tsx'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { RemoveDialog } from '../remove-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { TeamForm } from './team-form.tsx'
import { teamsQuery } from '../../../data/people/teams-query.ts'

export function TeamsPage() {
  const teams = useQuery(teamsQuery)
  const mayManage = useMay('staff.manage')
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  if (teams.isPending) return <LateSkeleton />
  if (teams.isError) return <Failure error={teams.error} onRetry={teams.refetch} />
  const add = (
    <Button leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => setEditing('new')}>
      {w.teams.add}
    </Button>
  )
  return (
    <>
      <SettingsHead
        title={w.teams.title}
        more={w.teams.more}
        action={mayManage && teams.data.items.length > 0 && add}
      />
      {teams.data.items.length === 0 ? (
        <EmptyState icon={<IconUsers size={32} stroke={1.25} />} title={w.teams.none}>
          <p>{w.teams.noneMore}</p>
          {mayManage && add}
        </EmptyState>
      ) : (
        <CardList label={w.teams.title} items={teams.data.items} keyOf={({ id }) => id}>
          {(team) => <TeamRow team={team} mayManage={mayManage} onEdit={() => setEditing(team)} />}
        </CardList>
      )}
      {editing && <TeamForm team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function TeamRow({ team, mayManage, onEdit }: { team: Team; mayManage: boolean; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const staff = useQuery(staffQuery).data?.items ?? []
  const [isRemoving, setIsRemoving] = useState(false)
  const names = team.memberIds.flatMap((id) => staff.find((member) => member.id === id)?.name ?? [])
  return (
    <div className={cards.row}>
      <PersonMark name={team.name} size={32} />
      <RowText name={team.name}>
        <span className={cards.more}>{names.length > 0 ? names.join(', ') : w.teams.count(team.memberIds.length)}</span>
      </RowText>
      {mayManage && (
        <>
          <Button variant="default" onClick={onEdit} aria-label={w.teams.edit(team.name)}>
            {w.common.edit}
          </Button>
          <RowMenu label={w.teams.menu(team.name)}>
            <Menu.Item color="red" onClick={() => setIsRemoving(true)}>
              {w.teams.remove}
            </Menu.Item>
          </RowMenu>
        </>
      )}
      {isRemoving && (
        <RemoveDialog
          title={w.teams.removeTitle(team.name)}
          more={w.teams.removeMore}
          submit={w.teams.removeSubmit}
          remove={() => call(deleteTeam, { params: { id: team.id } })}
          onRemoved={() => queryClient.invalidateQueries({ queryKey: keys.teams })}
          removed={w.teams.removed(team.name)}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </div>
  )
}
