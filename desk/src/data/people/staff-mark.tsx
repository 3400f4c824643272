import { useQuery } from '@tanstack/react-query'
import { PersonMark } from '../../look/person-mark.tsx'
import { useMay, useMe } from '../me/use-me.ts'
import { staffQuery } from './staff-query.ts'

export interface StaffMarkProps {
  id: string | null
  name: string | null
  size?: number
}

/** A member of staff: their photo where they have one and it is known, else their initials. */
export function StaffMark({ id, ...mark }: StaffMarkProps) {
  const me = useMe()
  const mayRead = useMay('staff.read')
  const { data } = useQuery({ ...staffQuery, enabled: mayRead && id !== null && id !== me.id })
  const photoUrl = id === me.id ? me.photoUrl : data?.items.find((member) => member.id === id)?.photoUrl
  return <PersonMark {...mark} photoUrl={photoUrl} />
}
