const ROLES = ['dataOwner', 'researcher', 'miner', 'evaluator', 'pool', 'site'] as const;

/** The roles of a registry's bit set. */
export function rolesIn(bits: number): (typeof ROLES)[number][] {
  return ROLES.filter((_role, place) => (bits & (1 << place)) !== 0);
}
