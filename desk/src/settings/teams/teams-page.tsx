import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteTeam, type Team } from '@throughline/protocol/staff.ts'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'
import { EmptyState } from '../../look/empty-state.tsx'
import { Failure } from '../../look/failure.tsx'
import { IconPlus, IconUsers } from '../../look/icons.ts'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { PersonMark } from '../../look/person-mark.tsx'
import { tell, tellProblem } from '../../look/tell.tsx'
import { useMay } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import cards from '../card-list.module.css'
import { ConfirmDialog } from '../../look/confirm-dialog.tsx'
import { RowMenu } from '../row-menu.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { staffQuery } from '../staff/staff-query.ts'
import { TeamForm } from './team-form.tsx'
import { teamsQuery } from './teams-query.ts'

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
        <ul className={cards.list} aria-label={w.teams.title}>
          {teams.data.items.map((team) => (
            <li key={team.id}>
              <TeamRow team={team} mayManage={mayManage} onEdit={() => setEditing(team)} />
            </li>
          ))}
        </ul>
      )}
      {editing && <TeamForm team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function TeamRow({ team, mayManage, onEdit }: { team: Team; mayManage: boolean; onEdit: () => void }) {
  const queryClient = useQueryClient()
  const staff = useQuery(staffQuery).data?.items ?? []
  const [isRemoving, setIsRemoving] = useState(false)
  const removing = useMutation({
    mutationFn: () => call(deleteTeam, { params: { id: team.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.teams })
      tell(w.teams.removed(team.name))
    },
    onError: tellProblem,
  })
  const names = team.memberIds.flatMap((id) => staff.find((member) => member.id === id)?.name ?? [])
  return (
    <div className={cards.row}>
      <PersonMark name={team.name} size={32} />
      <span className={cards.what}>
        <bdi className={cards.name}>{team.name}</bdi>
        <span className={cards.more}>{names.length > 0 ? names.join(', ') : w.teams.count(team.memberIds.length)}</span>
      </span>
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
        <ConfirmDialog
          title={w.teams.removeTitle(team.name)}
          more={w.teams.removeMore}
          submit={w.teams.removeSubmit}
          cancel={w.common.cancel}
          isBusy={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </div>
  )
}
