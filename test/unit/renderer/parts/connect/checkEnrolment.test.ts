import { expect, it } from 'vitest'
import { checkEnrolment } from '../../../../../src/renderer/parts/connect/checkEnrolment'

it.each([
  ['https://central.example.org', 'ABCD-1234', null, null],
  ['central.example.org', 'ABCD-1234', 'enrolment.invalidUrl', null],
  ['file:///etc/passwd', 'abc', 'enrolment.invalidUrl', 'enrolment.invalidCode'],
  ['http://', '    ', 'enrolment.invalidUrl', 'enrolment.invalidCode'],
])('checks %s and %s', (url, code, wrongUrl, wrongCode) => {
  expect(checkEnrolment({ url, code })).toEqual({ url: wrongUrl, code: wrongCode })
})
