const digits = '0123456789ABCDEF'

/** Upper-case hex without separators. */
export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += digits.charAt(byte >> 4) + digits.charAt(byte & 15)
  return hex
}

/** Bytes of well-formed hex; blanks are ignored. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** An output report for hidapi: report id 0, then `frame`, zero padded to `length` bytes of report. */
export function outputReport(frame: Uint8Array, length: number): Uint8Array {
  const report = new Uint8Array(Math.max(length, frame.length) + 1)
  report.set(frame, 1)
  return report
}
