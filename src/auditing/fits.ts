/** Operators of IAM's conditions that compare one value. */
import { matchesPolicyPattern } from '../core/patterns/glob.ts';

type Fit = (wanted: string, value: string) => boolean;

const isSame: Fit = (wanted, value) => wanted === value;
const isAlike: Fit = (wanted, value) => wanted.toLowerCase() === value.toLowerCase();

const FITS: Readonly<Record<string, Fit>> = {
  stringequals: isSame,
  stringequalsignorecase: isAlike,
  stringlike: matchesPolicyPattern,
  arnequals: matchesPolicyPattern,
  arnlike: matchesPolicyPattern,
  bool: isAlike,
};

/** The operator without its `not`; undefined for one that isn't evaluated here: numbers, dates, addresses. */
export const fitOf = (operator: string): Fit | undefined => FITS[operator.replace('not', '')];
