/** The IAM policy of each command, by name; the compiler refuses a command that is missing here. */
import type { ChannelTest, CommandName } from '../core/command-names.ts';
import { ATHENA } from './athena/permissions.ts';
import { AUDIT } from './audit/permissions.ts';
import { CONFIRM_EMAIL } from './confirm-email/permissions.ts';
import { DEPLOY } from './deploy/permissions.ts';
import { DESTROY } from './destroy/permissions.ts';
import { DOCTOR } from './doctor/permissions.ts';
import { FORECAST } from './forecast/permissions.ts';
import { INIT } from './init/permissions.ts';
import { LOGINS_POLICY } from './logins/permissions.ts';
import { REDRIVE } from './redrive/permissions.ts';
import { REPLAY } from './replay/permissions.ts';
import { SECRET } from './secret/permissions.ts';
import { SESSION } from './session/permissions.ts';
import type { Permission } from './shared/permissions/permission.ts';
import { STATUS } from './status/permissions.ts';
import { TEST, TEST_SLACK } from './test/permissions.ts';
import { WATCH } from './watch/permissions.ts';

/** They need what `test` needs, but for that of Slack, which works without settings. */
type OneChannelTest = Exclude<ChannelTest, 'test-slack'>;

/** In the order of `policy --help`. `none`: `policy` prints none for it. */
const POLICIES = {
  replay: REPLAY,
  session: SESSION,
  watch: WATCH,
  athena: ATHENA,
  forecast: FORECAST,
  test: TEST,
  'test-slack': TEST_SLACK,
  secret: SECRET,
  logins: LOGINS_POLICY,
  status: STATUS,
  audit: AUDIT,
  doctor: DOCTOR,
  'confirm-email': CONFIRM_EMAIL,
  deploy: DEPLOY,
  init: INIT,
  destroy: DESTROY,
  redrive: REDRIVE,
  demo: [],
  rules: 'none',
  config: 'none',
  policy: 'none',
  template: 'none',
  completion: 'none',
} satisfies Readonly<Record<Exclude<CommandName, OneChannelTest>, readonly Permission[] | 'none'>>;

export { AUDIT_LIVE } from './audit/permissions.ts';

/** Those for which `policy` prints one. */
export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = Object.fromEntries(
  Object.entries(POLICIES).flatMap(([name, policy]) => (typeof policy === 'string' ? [] : [[name, policy]])),
);
