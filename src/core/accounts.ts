/** The accounts of the settings: their ids, and their names where they have one. */
import { clip } from './text.ts';

/** A list of ids, or names by id. */
export type Accounts = readonly string[] | Readonly<Record<string, string>>;

/** The most characters of an account's name that are shown; the organization allows 50. */
const MOST_SHOWN = 50;

const isList = (accounts: Accounts): accounts is readonly string[] => Array.isArray(accounts);

export const accountIds = (accounts: Accounts): readonly string[] =>
  isList(accounts) ? accounts : Object.keys(accounts);

export const accountNames = (accounts: Accounts): ReadonlyMap<string, string> =>
  new Map(isList(accounts) ? [] : Object.entries(accounts));

/** `payments (444455556666)`, or just the id. */
export const accountText = (id: string, name: string | null): string =>
  name === null ? id : `${clip(name, MOST_SHOWN)} (${id})`;

/** The name, or the id of an account without one. */
export const accountCell = (id: string, name: string | null): string => clip(name ?? id, MOST_SHOWN);
