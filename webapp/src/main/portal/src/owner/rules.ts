import { answered, platform } from '../api/platform';
import type { AccessRule, AccessRules, RuledRequest } from '../api/types';

/** An account's rules as they are kept, and what tells them from later ones. */
export interface KeptRules {
  readonly rules: readonly AccessRule[];
  readonly tag: string;
}

export const PURPOSES = ['train', 'evaluate', 'federate', 'predict'] as const;
export const LEVELS = ['L0', 'L1', 'L2'] as const;
export const UNITS = ['days', 'hours', 'minutes'] as const;
export const ALL = 'all';
export const ANYONE = 'anyone';

/** A rule as a form holds it: what is typed, whether it can be taken or not. */
export interface RuleDraft {
  name: string;
  isForAll: boolean;
  datasets: string[];
  purposes: string[];
  /** Addresses, apart by blanks or commas; none: anyone. */
  allow: string;
  deny: string;
  price: string;
  level: string;
  upToLevel: string;
  length: string;
  unit: string;
  most: string;
}

/** A rule that gives little, to begin with. */
export const newRule = (name: string): RuleDraft => ({
  name,
  isForAll: true,
  datasets: [],
  purposes: ['train'],
  allow: '',
  deny: '',
  price: '0',
  level: 'L1',
  upToLevel: 'L1',
  length: '30',
  unit: 'days',
  most: '20',
});

/** A kept rule, to be changed. */
export function draftOf(rule: AccessRule): RuleDraft {
  const [length = '', unit = ''] = rule.lifetime.split(' ');
  return {
    name: rule.name,
    isForAll: rule.datasets.includes(ALL),
    datasets: rule.datasets.filter((each) => each !== ALL),
    purposes: [...rule.purposes],
    allow: rule.allow.filter((each) => each !== ANYONE).join('\n'),
    deny: rule.deny.join('\n'),
    price: rule.price,
    level: rule.level,
    upToLevel: rule.upToLevel,
    length,
    unit: unit.endsWith('s') ? unit : `${unit}s`,
    most: String(rule.most),
  };
}

/** The rule as it is kept; the platform refuses what is not clear, naming the field. */
export function ruleOf(draft: RuleDraft): AccessRule {
  const allow = addresses(draft.allow);
  const unit = draft.length === '1' ? draft.unit.replace(/s$/, '') : draft.unit;
  return {
    name: draft.name,
    datasets: draft.isForAll ? [ALL] : [...draft.datasets],
    purposes: [...draft.purposes],
    allow: allow.length === 0 ? [ANYONE] : allow,
    deny: addresses(draft.deny),
    price: draft.price.replace(',', '.'),
    level: draft.level as AccessRule['level'],
    upToLevel: draft.upToLevel as AccessRule['upToLevel'],
    lifetime: `${draft.length} ${unit}`,
    most: Number(draft.most),
  };
}

function addresses(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter((each) => each !== '');
}

/** Which field of the form cannot be taken as it stands. */
export function ruleFlaws(draft: RuleDraft): Partial<Record<keyof RuleDraft, true>> {
  const isAddress = (each: string): boolean => /^0x[0-9a-fA-F]{40}$/.test(each);
  const found: [keyof RuleDraft, boolean][] = [
    ['name', draft.name === ''],
    ['datasets', !draft.isForAll && draft.datasets.length === 0],
    ['purposes', draft.purposes.length === 0],
    ['allow', !addresses(draft.allow).every(isAddress)],
    ['deny', !addresses(draft.deny).every(isAddress)],
    ['price', !/^\d{1,30}([.,]\d{1,18})?$/.test(draft.price)],
    ['upToLevel', draft.upToLevel < draft.level],
    ['length', !/^[1-9]\d{0,6}$/.test(draft.length)],
    ['most', !/^[1-9]\d{0,8}$/.test(draft.most)],
  ];
  return Object.fromEntries(found.filter(([, isWrong]) => isWrong));
}

export async function keptRules(): Promise<KeptRules> {
  return kept(platform.GET('/access-rules'));
}

/** Puts rules in the place of those that were read; refused if others are kept by now. */
export async function replaceRules(rules: readonly AccessRule[], tag: string): Promise<void> {
  const params = { header: { 'If-Match': tag } };
  await answered(platform.PUT('/access-rules', { params, body: { rules: [...rules] } }));
}

async function kept(request: Promise<{ data?: AccessRules; response: Response }>): Promise<KeptRules> {
  const rules = (await answered(request)).rules;
  const { response } = await request;
  return { rules, tag: response.headers.get('ETag') ?? '*' };
}

/** The file that an owner's agent reads its rules from. */
export function rulesFile(rules: readonly AccessRule[]): Blob {
  return new Blob([JSON.stringify({ rules }, undefined, 2) + '\n'], { type: 'application/json' });
}

/** The rules in such a file; nothing where it holds none. */
export async function rulesIn(file: Blob): Promise<AccessRule[] | undefined> {
  try {
    const { rules } = JSON.parse(await file.text()) as Partial<AccessRules>;
    return Array.isArray(rules) && rules.every(isRule) ? rules : undefined;
  } catch {
    return undefined;
  }
}

function isRule(found: unknown): found is AccessRule {
  const rule = Object(found) as Record<keyof AccessRule, unknown>;
  const areLists = [rule.datasets, rule.purposes, rule.allow, rule.deny].every(Array.isArray);
  return areLists && typeof rule.name === 'string' && typeof rule.lifetime === 'string' && typeof rule.most === 'number';
}

/** Open requests about the caller's datasets, with what his rules say to each, newest first. */
export const ruledInbox = (): Promise<RuledRequest[]> => answered(platform.GET('/access-rules/decisions'));
