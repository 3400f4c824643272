import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../../look/failure.tsx'
import { IconUserPlus } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { useMay } from '../../../data/me/use-me.ts'
import { w } from './words/words.ts'
import { CardList } from '../card-list.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { AddStaff } from './add-staff.tsx'
import { MemberRow } from './member-row.tsx'
import { staffQuery } from '../../../data/people/staff-query.ts'

export function StaffPage() {
  const staff = useQuery(staffQuery)
  const mayManage = useMay('staff.manage')
  const [isAdding, { open, close }] = useDisclosure(false)
  if (staff.isPending) return <LateSkeleton />
  if (staff.isError) return <Failure error={staff.error} onRetry={staff.refetch} />
  return (
    <>
      <SettingsHead
        title={w.staff.title}
        more={w.staff.more}
        action={
          mayManage && (
            <Button leftSection={<IconUserPlus size={14} stroke={1.75} aria-hidden />} onClick={open}>
              {w.staff.add}
            </Button>
          )
        }
      />
      <CardList label={w.staff.title} items={staff.data.items} keyOf={({ id }) => id}>
        {(member) => <MemberRow member={member} mayManage={mayManage} />}
      </CardList>
      {isAdding && <AddStaff onClose={close} />}
    </>
  )
}
