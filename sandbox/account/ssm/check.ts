/** Parameter Store's checks of a new parameter. */
import { AwsFault } from '../service.ts';

interface New {
  readonly name: string;
  readonly value: string;
  /** Empty if none was given. */
  readonly type: string;
  readonly tier: string;
}

const LIMITS: Readonly<Record<string, number>> = { Standard: 4_096, Advanced: 8_192 };
const LEVELS = 15;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function checkParameter({ name, value, type, tier }: New): void {
  checkName(name);
  if (type === '') throw refuse('A parameter type is required when you create a parameter.');
  if (!['String', 'StringList', 'SecureString'].includes(type)) throw refuse(type, 'UnsupportedParameterType');
  if (value === '') throw refuse('Value at "value" failed to satisfy constraint: Member must have length at least 1');
  if (Buffer.byteLength(value) > (LIMITS[tier] ?? 0))
    throw refuse(`${tier} tier parameters support a maximum parameter value of ${LIMITS[tier]} characters.`);
  if (value.includes('{{'))
    throw refuse('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
}

function checkName(name: string): void {
  if (!/^[\w./-]{1,1011}$/.test(name)) throw refuse(`Parameter name: can't be ${JSON.stringify(name)}`);
  if (name.includes('/') && !name.startsWith('/')) throw refuse('Parameter name must be a fully qualified name.');
  if (/^\/?(aws|ssm)/i.test(name))
    throw refuse(`No access to reserved parameter name: ${name}.`, 'AccessDeniedException');
  if (name.split('/').length > LEVELS + 1)
    throw refuse(`A parameter can have at most ${LEVELS} levels.`, 'HierarchyLevelLimitExceededException');
}

const refuse = (message: string, code = 'ValidationException') => new AwsFault(code, message);
