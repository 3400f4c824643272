import { isOffered } from '../areas/area.ts'
import { inDesk, inSettings } from '../areas/areas.ts'
import { useMe } from '../data/me/use-me.ts'

const areas = [...inDesk, ...inSettings]

/** The areas that are offered to a member of staff, by their permissions; only the keys of these lead anywhere. */
export function useOfferedAreas() {
  const { permissions } = useMe()
  return areas.filter((area) => isOffered(area, permissions))
}
