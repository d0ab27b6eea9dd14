import { useEffect, useState } from 'react'

/** How long an accepted vial colours the panel: long enough for the corner of an eye, gone before the next vial. */
const flashMs = 600

/** True from the very render in which `resultNumber` moved until 600 ms later; false on the first screen. */
export function useFlash(resultNumber: number): boolean {
  const [settled, setSettled] = useState(resultNumber)
  useEffect(() => {
    if (settled === resultNumber) return
    const timer = setTimeout(() => setSettled(resultNumber), flashMs)
    return () => clearTimeout(timer)
  }, [resultNumber, settled])
  return settled !== resultNumber
}
