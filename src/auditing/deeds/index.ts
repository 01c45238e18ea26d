/** All deeds, in the order in which they are reported. */
import { CONTROL_DEEDS } from './controls.ts';
import type { Deed } from './deed.ts';
import { RULE_DEEDS } from './rules.ts';
import { SIGN_IN_DEEDS } from './sign-ins.ts';

export const DEEDS: readonly Deed[] = [...SIGN_IN_DEEDS, ...CONTROL_DEEDS, ...RULE_DEEDS];
