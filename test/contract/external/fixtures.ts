// The examples of the published documentation, as data.
export const documented = {
  facility: { id: 1, name: 'Main Facility' },
  subjectCode: 'SUBJ-2024-001',
  containers: [
    { name: 'VL-001', description: 'Vial 1 - Tissue sample' },
    { name: 'VL-002', description: 'Vial 2 - Tissue sample' },
  ],
  store: {
    id: 1234,
    type: 'STORE',
    status: 'COMPLETED',
    facility: { id: 1, name: 'Main Facility' },
    subject: { id: 123, code: 'SUBJ-2024-001' },
    sampleContainers: [
      { id: 456, name: 'VL-001', description: 'Vial 1 - Tissue sample' },
      { id: 457, name: 'VL-002', description: 'Vial 2 - Tissue sample' },
    ],
    createdAt: '2024-01-15T10:00:00Z',
    completedAt: '2024-01-15T10:45:00Z',
  },
  stored: [
    {
      id: 456,
      name: 'VL-001',
      subject: { id: 123, code: 'SUBJ-2024-001' },
      description: 'Vial 1 - Tissue sample',
      storedAt: '2024-01-15T10:30:00Z',
    },
    {
      id: 457,
      name: 'VL-002',
      subject: { id: 123, code: 'SUBJ-2024-001' },
      description: 'Vial 2 - Tissue sample',
      storedAt: '2024-01-15T10:31:00Z',
    },
  ],
  retrieval: {
    id: 5678,
    type: 'RETRIEVAL',
    status: 'PENDING',
    facility: { id: 1, name: 'Main Facility' },
    subject: { id: 123, code: 'SUBJ-2024-001' },
    sampleContainers: [
      { id: 456, name: 'VL-001', description: 'Vial 1 - Tissue sample' },
      { id: 457, name: 'VL-002', description: 'Vial 2 - Tissue sample' },
    ],
    createdAt: '2024-01-15T11:00:00Z',
  },
  refill: {
    id: 9012,
    type: 'REFILL',
    status: 'COMPLETED',
    facility: { id: 1, name: 'Main Facility' },
    createdAt: '2024-01-20T09:00:00Z',
    completedAt: '2024-01-20T09:15:00Z',
  },
} as const

export const storeRequest = {
  type: 'STORE',
  facilityId: 1,
  subjectCode: 'API-001',
  sampleContainers: documented.containers,
}

export const subjectRequest = {
  facilityId: 1,
  code: 'API-001',
  firstName: 'Ada',
  lastName: 'Berg',
  dateOfBirth: '1990-05-17',
}

/** Same keys, same kinds of values: what a client that was written from the documentation relies on. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (value === null || typeof value !== 'object') return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, shapeOf(each)]),
  )
}
