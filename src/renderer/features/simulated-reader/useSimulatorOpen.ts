import { useBench } from '../../stores/snapshots'
import { useView } from '../../stores/view'

export const setSimulatorOpen = (simulatorOpen: boolean): void => useView.setState({ simulatorOpen })

/** Whether the panel is shown: as the person said, else while tagging with no real reader at hand. */
export function useSimulatorOpen(): boolean {
  const chosen = useView((view) => view.simulatorOpen)
  const tagging = useView((view) => view.route.kind === 'tagging')
  const readers = useBench()?.readers ?? []
  return chosen ?? (tagging && !readers.some((reader) => !reader.simulated && reader.connection.kind === 'ready'))
}
