import { useEffect, useState } from 'react'

/** Longer than a frame takes: what waits for it doesn't hold up the frame with the result. */
const nextFrameMs = 20

/** The value of a frame ago: for what may follow a result instead of being painted with it. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), nextFrameMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
