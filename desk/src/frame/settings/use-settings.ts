import { isOffered } from '../../areas/area.ts'
import { inSettings } from '../../areas/areas.ts'
import { useMe } from '../../data/me/use-me.ts'

const listed = inSettings.flatMap(({ to, title, access, navigation }) =>
  navigation?.in === 'settings' ? [{ to, title, access, navigation }] : [],
)

/** What the menu of the settings offers to a member of staff, by their permissions. */
export function useSettings() {
  const { permissions } = useMe()
  return listed.filter((area) => isOffered(area, permissions))
}
