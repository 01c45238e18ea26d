import { expect, test } from 'vitest';
import { parseReport } from '../../../src/aws/audit/doors/credential-report.ts';

const COLUMNS =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const NONE = 'N/A,N/A,N/A,N/A';
const ROOT = `<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2026-01-02T03:04:05+00:00,not_supported,not_supported,true,false,${NONE},false,${NONE},false,N/A,false,N/A`;
const ALICE = `alice,arn:aws:iam::111122223333:user/alice,2026-01-01T00:00:00+00:00,true,no_information,2026-02-01T00:00:00+00:00,N/A,false,true,2026-03-01T00:00:00+00:00,N/A,N/A,N/A,false,${NONE},false,N/A,false,N/A`;

test('the report as IAM writes it', () => {
  const { root, users, unreadable, made } = parseReport(`${COLUMNS}\n${ROOT}\n${ALICE}`, 7);
  expect({ unreadable, made }).toEqual({ unreadable: 0, made: 7 });
  expect(root).toMatchObject({ password: undefined, passwordUsed: Date.UTC(2026, 0, 2, 3, 4, 5), hasMfa: true });
  expect(users).toEqual([
    {
      name: 'alice',
      created: Date.UTC(2026, 0, 1),
      password: { used: undefined, changed: Date.UTC(2026, 1, 1) },
      passwordUsed: undefined,
      hasMfa: false,
      keys: [
        { isActive: true, rotated: Date.UTC(2026, 2, 1), used: undefined },
        { isActive: false, rotated: undefined, used: undefined },
      ],
    },
  ]);
});

test('a column that AWS adds changes nothing, and a line break at the end is no row', () => {
  const text = `${COLUMNS},additional_credentials_info\r\n${ROOT},\r\n${ALICE},x\r\n`;
  expect(parseReport(text, 0)).toMatchObject({ unreadable: 0, users: [{ name: 'alice' }] });
});

test('a quoted name is one cell; a row with too many cells is counted, and judged by nobody', () => {
  const quoted = ALICE.replace('alice,', '"al,ice",').replace('user/alice', 'user/al');
  expect(parseReport(`${COLUMNS}\n${quoted}`, 0).users.map(({ name }) => name)).toEqual(['al,ice']);
  const loose = ALICE.replace('alice,', 'al,ice,');
  expect(parseReport(`${COLUMNS}\n${ROOT}\n${loose}`, 0)).toMatchObject({ unreadable: 1, users: [] });
});

test('text that is no report has no rows, and no root user', () => {
  expect(parseReport('<html>\nno\n', 0)).toMatchObject({ root: undefined, users: [], unreadable: 1 });
  expect(parseReport('', 0)).toMatchObject({ root: undefined, users: [], unreadable: 0 });
});
