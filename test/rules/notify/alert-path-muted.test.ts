import { alertPathMuted } from '../../../src/rules/notify/alert-path-muted.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const alarms = (name: string, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('monitoring', name, { from: OFFICE, request: { alarmNames: ['console-login', 'root'] }, ...more });
const rule = (name: string, request: object) => apiCall('events', name, { from: OFFICE, request });
const schedulerRole = 'arn:aws:iam::111122223333:role/acme-hours';

testRule(alertPathMuted, {
  fires: [
    {
      name: 'a stack takes its own rule along',
      record: apiCall('events', 'DeleteRule', {
        by: { ...role('cfn-exec', 'AWSCloudFormation'), invokedBy: 'cloudformation.amazonaws.com' },
        from: 'cloudformation.amazonaws.com',
        request: { name: 'app-cron' },
      }),
      told: [
        'low',
        'AWSCloudFormation (role cfn-exec) deleted event rule app-cron through cloudformation.amazonaws.com',
        'AWSCloudFormation（ロール cfn-exec）が cloudformation.amazonaws.com 経由でイベントルール app-cron を削除しました',
      ],
    },
    {
      name: 'a stack takes a rule along that matters',
      record: apiCall('events', 'DeleteRule', {
        by: { ...role('cfn-exec', 'AWSCloudFormation'), invokedBy: 'cloudformation.amazonaws.com' },
        from: 'cloudformation.amazonaws.com',
        request: { name: 'login-alerts' },
      }),
      settings: { watched: ['login-alerts'] },
      told: [
        'high',
        'AWSCloudFormation (role cfn-exec) deleted event rule login-alerts through cloudformation.amazonaws.com',
        'AWSCloudFormation（ロール cfn-exec）が cloudformation.amazonaws.com 経由でイベントルール login-alerts を削除しました',
      ],
    },
    {
      name: 'actions disabled',
      record: alarms('DisableAlarmActions'),
      told: [
        'high',
        'alice disabled the actions of alarm console-login, root from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム console-login, root のアクションを無効にしました',
      ],
    },
    {
      name: 'alarms deleted',
      record: alarms('DeleteAlarms'),
      told: [
        'high',
        'alice deleted alarm console-login, root from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム console-login, root を削除しました',
      ],
    },
    {
      name: 'an alarm without actions',
      record: apiCall('monitoring', 'PutMetricAlarm', {
        from: OFFICE,
        request: { alarmName: 'root', actionsEnabled: false },
      }),
      told: [
        'high',
        'alice disabled the actions of alarm root from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム root のアクションを無効にしました',
      ],
    },
    {
      name: 'a rule disabled',
      record: rule('DisableRule', { name: 'logins' }),
      told: [
        'high',
        'alice disabled event rule logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール logins を無効にしました',
      ],
    },
    {
      name: 'a rule written as disabled',
      record: rule('PutRule', { name: 'logins', state: 'DISABLED' }),
      told: [
        'high',
        'alice disabled event rule logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール logins を無効にしました',
      ],
    },
    {
      name: 'targets removed',
      record: rule('RemoveTargets', { rule: 'logins', ids: ['1'] }),
      told: [
        'high',
        'alice removed targets of event rule logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール logins のターゲットを削除しました',
      ],
    },
    {
      name: 'other targets for a rule that is watched',
      record: rule('PutTargets', { rule: 'logins', targets: [] }),
      settings: { watched: ['logins'] },
      told: [
        'high',
        'alice changed the targets of event rule logins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール logins のターゲットを変更しました',
      ],
    },
    {
      name: 'a role that is named like the schedule’s',
      record: alarms('DisableAlarmActions', { by: role('acme-hours', 'x', '/other/') }),
      settings: { schedulerRole },
      told: [
        'high',
        'x (role acme-hours) disabled the actions of alarm console-login, root from 203.0.113.24 (Tokyo office)',
        'x（ロール acme-hours）が 203.0.113.24（Tokyo office）からアラーム console-login, root のアクションを無効にしました',
      ],
    },
    {
      name: 'the schedule’s role does something else',
      record: alarms('DeleteAlarms', { by: role('acme-hours', 'x') }),
      settings: { schedulerRole },
      told: [
        'high',
        'x (role acme-hours) deleted alarm console-login, root from 203.0.113.24 (Tokyo office)',
        'x（ロール acme-hours）が 203.0.113.24（Tokyo office）からアラーム console-login, root を削除しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a service-linked role tidies up its own rule',
      record: apiCall('events', 'DisableRule', {
        by: role('AWSServiceRoleForAmazonEventBridge', 'x'),
        request: { name: 'StepFunctionsGetEventsForECSTaskRule' },
      }),
    },
    {
      name: 'the schedule of the business hours',
      record: alarms('DisableAlarmActions', { by: role('acme-hours', 'x') }),
      settings: { schedulerRole },
    },
    {
      name: 'Auto Scaling deletes its alarms',
      record: alarms('DeleteAlarms', { from: 'autoscaling.amazonaws.com' }),
    },
    {
      name: 'an alarm with actions',
      record: apiCall('monitoring', 'PutMetricAlarm', { request: { alarmName: 'root', actionsEnabled: true } }),
    },
    { name: 'a rule', record: rule('PutRule', { name: 'logins', state: 'ENABLED' }) },
    { name: 'targets of any rule', record: rule('PutTargets', { rule: 'logins', targets: [] }) },
    { name: 'actions enabled', record: alarms('EnableAlarmActions') },
  ],
});
