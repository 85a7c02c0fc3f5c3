/** Persons or households at one address beyond which living together says nothing about kinship. */
const PERSONS = 20;
const HOUSEHOLDS = 10;

/** What a household register says of an address, as far as it does. */
export interface Occupancy {
  /** 户类型 as written, e.g. 集体户. */
  kind: string | null;
  persons: number | null;
  households: number | null;
}

/**
 * Collective households (集体户), and addresses that cannot be anybody's home: hundreds of people in one, or ten households
 * and more at one number. A register of such an address proves no kinship.
 */
export function isCollective({ kind, persons, households }: Occupancy): boolean {
  return kind?.includes('集体') === true || (persons ?? 0) > PERSONS || (households ?? 0) >= HOUSEHOLDS;
}
