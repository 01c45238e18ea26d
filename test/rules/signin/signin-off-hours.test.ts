import type { Settings } from '../../../src/core/settings.ts';
import { signinOffHours } from '../../../src/rules/signin/signin-off-hours.ts';
import { identityCenter, signIn } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

// The first record of a case is of Friday 18:12 in Tokyo, 09:12 in UTC.
const settings: Partial<Settings> = {
  timezone: 'Asia/Tokyo',
  businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', mute: [] },
};

testRule(signinOffHours, {
  fires: [
    {
      name: 'twelve minutes after closing time',
      record: signIn({}),
      settings,
      told: [
        'medium',
        'alice signed in from 203.0.113.24 (Tokyo office) at 2026-11-20 18:12:41 +09:00, outside of business hours',
        'alice が営業時間外の 2026-11-20 18:12:41 +09:00 に 203.0.113.24（Tokyo office）からサインインしました',
      ],
    },
    {
      name: 'on Saturday at noon, through Identity Center',
      record: identityCenter({ minute: 18 * 60, additional: { UserName: 'bob' } }),
      settings,
      told: [
        'medium',
        'bob signed in from 203.0.113.24 (Tokyo office) at 2026-11-21 12:12:41 +09:00, outside of business hours',
        'bob が営業時間外の 2026-11-21 12:12:41 +09:00 に 203.0.113.24（Tokyo office）からサインインしました',
      ],
    },
  ],
  quiet: [
    { name: 'a minute before closing time', record: signIn({ minute: -13 }), settings },
    { name: 'in the office hours of another zone', record: signIn({}), settings: { ...settings, timezone: 'UTC' } },
    { name: 'no business hours are set', record: signIn({}), settings: { timezone: 'Asia/Tokyo' } },
    { name: 'a failure at night', record: signIn({ minute: 6 * 60, result: 'Failure' }), settings },
  ],
});
