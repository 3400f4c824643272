import { Select, type SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { w } from '../../words/words.ts'
import { rolesQuery } from '../../data/people/staff-query.ts'

/** Built-in roles by the desk's words, custom ones by their own names. */
export function RoleSelect(props: Omit<SelectProps, 'data'>) {
  const roles = useQuery(rolesQuery)
  const data = (roles.data?.items ?? []).map(({ name }) => ({ value: name, label: w.people.roleNames[name] ?? name }))
  return <Select data={data} {...props} />
}
