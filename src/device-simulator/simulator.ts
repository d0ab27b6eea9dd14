// A storage device as central sees one: it carries out procedures, refills tanks and gives signs of life.
import { complaintsTo, deviceOf } from './device'
import { reportStatus, runProcedures, runRefills } from './loops'
import type { SimulatorOptions, SimulatorPorts } from './ports'

export interface Simulator {
  /** Ends the loops; what is in progress stays so, and the next start goes on with it. */
  stop(): Promise<void>
}

/** Runs until it is stopped; an unreachable central only makes it wait. */
export function startSimulator(options: SimulatorOptions, ports: SimulatorPorts): Simulator {
  const controller = new AbortController()
  const device = deviceOf(options, ports, controller.signal)
  const needs = { ...ports, device, complaints: complaintsTo(ports.log) }
  const loops = [runProcedures(needs), reportStatus(needs), ...(options.refills ? [runRefills(needs)] : [])]
  return {
    async stop() {
      controller.abort()
      await Promise.all(loops)
    },
  }
}
