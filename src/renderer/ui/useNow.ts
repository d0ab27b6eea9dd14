import { useEffect, useState } from 'react'

/** The wall clock, in epoch milliseconds, again every `everyMs`. For ages on screen only; nothing is decided by it. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
