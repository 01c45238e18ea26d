import { SEVERITIES, type Severity } from '../src/core/rule.ts';

export const isSeverity = (text: string): text is Severity => SEVERITIES.some((one) => one === text);
