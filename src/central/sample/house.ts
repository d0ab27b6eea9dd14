// The sample's organizations, facilities, people and tanks: rows of data from which everything else follows.

export interface SamplePerson {
  readonly id: string
  readonly name: string
}

export interface SampleFacility {
  readonly name: string
  readonly staff: SamplePerson
  readonly supervisor: SamplePerson
  readonly deviceName: string
  readonly tankNames: readonly [string, ...string[]]
  /** Stored vials; `asked` for the facility whose number `--sample-size` sets. */
  readonly stored: number | 'asked'
  readonly subjects: number
}

export interface SampleOrganization {
  readonly name: string
  readonly clientId: string
  readonly clientName: string
  readonly facilities: readonly SampleFacility[]
}

export const defaultStored = 400

export const house: readonly SampleOrganization[] = [
  {
    name: 'Nordlicht Fertility',
    clientId: 'nordlicht-emr',
    clientName: 'Nordlicht EMR',
    facilities: [
      {
        name: 'Main Facility',
        staff: { id: 'person-1-1', name: 'Mara Lindner' },
        supervisor: { id: 'person-1-2', name: 'Dr. Ines Okafor' },
        deviceName: 'CryoArm 1',
        tankNames: ['Dewar A', 'Dewar B', 'Dewar C'],
        stored: 'asked',
        subjects: 40,
      },
      {
        name: 'Harbour Facility',
        staff: { id: 'person-2-1', name: 'Jonas Brandt' },
        supervisor: { id: 'person-2-2', name: 'Dr. Sofia Marin' },
        deviceName: 'CryoArm 2',
        tankNames: ['Dewar D', 'Dewar E', 'Dewar F'],
        stored: 120,
        subjects: 14,
      },
    ],
  },
  {
    name: 'Alpenblick Biobank',
    clientId: 'alpenblick-lis',
    clientName: 'Alpenblick LIS',
    facilities: [
      {
        name: 'Alpenblick',
        staff: { id: 'person-3-1', name: 'Lea Hofer' },
        supervisor: { id: 'person-3-2', name: 'Dr. Emil Gasser' },
        deviceName: 'CryoArm 3',
        tankNames: ['Dewar 1'],
        stored: 12,
        subjects: 4,
      },
    ],
  },
]

export interface TankLayout {
  readonly canisters: number
  readonly canes: number
  readonly positions: number
}

/** How many canes can be added to a canister. */
export const spareCanes = 4

const layouts: readonly [TankLayout, ...TankLayout[]] = [
  { canisters: 6, canes: 10, positions: 5 },
  { canisters: 12, canes: 30, positions: 10 },
  { canisters: 12, canes: 100, positions: 20 },
]

const placesOf = ({ canisters, canes, positions }: TankLayout) => canisters * canes * positions
/** A third of the places stays free, for work to come. */
const room = 1.5
const mostTanks = 24

/** Tanks that are large enough for so many vials, or enough of the largest; at least `tanks`. */
export function layoutFor(stored: number, tanks: number): { readonly layout: TankLayout; readonly tanks: number } {
  const needed = (layout: TankLayout) => Math.max(tanks, Math.ceil((stored * room) / placesOf(layout)))
  const fitting = layouts.find((each) => needed(each) <= Math.max(tanks, mostTanks))
  const layout = fitting ?? layouts[layouts.length - 1] ?? layouts[0]
  return { layout, tanks: needed(layout) }
}

export const firstNames = [
  'Anna',
  'Bela',
  'Clara',
  'David',
  'Elif',
  'Finn',
  'Greta',
  'Hugo',
  'Ida',
  'Jannis',
  'Kira',
  'Luis',
] as const
export const lastNames = [
  'Albers',
  'Brink',
  'Castro',
  'Demir',
  'Engel',
  'Fuchs',
  'Grande',
  'Holm',
  'Ilic',
  'Jansen',
] as const
export const materials = ['Oocytes', 'Embryo, day 5', 'Sperm', 'Ovarian tissue', 'Embryo, day 3', 'Cord blood'] as const
