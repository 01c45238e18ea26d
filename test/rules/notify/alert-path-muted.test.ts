import { alertPathMuted } from '../../../src/rules/notify/alert-path-muted.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const alarms = (name: string, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('monitoring', name, { from: OFFICE, request: { alarmNames: ['console-login', 'root'] }, ...more });
const rule = (name: string, request: object) => apiCall('events', name, { from: OFFICE, request });
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const put = (name: string, request: object) => apiCall('monitoring', name, { from: OFFICE, request });
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
    {
      name: 'an alarm put without actions',
      record: put('PutMetricAlarm', { alarmName: 'root', alarmActions: [] }),
      told: [
        'medium',
        'alice set alarm root without actions from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム root をアクションなしで設定しました',
      ],
    },
    {
      name: 'a watched alarm overwritten',
      record: put('PutMetricAlarm', { alarmName: 'acme-errors', alarmActions: [TOPIC], threshold: 1e9 }),
      settings: { watched: ['acme-*'] },
      told: [
        'high',
        'alice changed alarm acme-errors from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム acme-errors を変更しました',
      ],
    },
    {
      name: 'a composite alarm that is suppressed',
      record: put('PutCompositeAlarm', { alarmName: 'acme-all', alarmActions: [TOPIC], actionsSuppressor: 'always' }),
      settings: { watched: ['acme-*'] },
      told: [
        'high',
        'alice changed alarm acme-all from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム acme-all を変更しました',
      ],
    },
    {
      name: 'a watched alarm put by its stack',
      record: apiCall('monitoring', 'PutMetricAlarm', {
        by: { ...role('cfn-exec', 'AWSCloudFormation'), invokedBy: 'cloudformation.amazonaws.com' },
        from: 'cloudformation.amazonaws.com',
        request: { alarmName: 'acme-errors', alarmActions: [TOPIC] },
      }),
      settings: { watched: ['acme-*'] },
      told: [
        'low',
        'AWSCloudFormation (role cfn-exec) changed alarm acme-errors through cloudformation.amazonaws.com',
        'AWSCloudFormation（ロール cfn-exec）が cloudformation.amazonaws.com 経由でアラーム acme-errors を変更しました',
      ],
    },
    {
      name: 'alarms muted by a rule',
      record: put('PutAlarmMuteRule', { name: 'night', muteTargets: { alarmNames: ['console-login'] } }),
      told: [
        'high',
        'alice muted alarm console-login by a mute rule from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からアラーム console-login をミュートルールで止めました',
      ],
    },
    {
      name: 'a watched rule overwritten',
      record: rule('PutRule', { name: 'acme-events-1', state: 'ENABLED', eventPattern: '{"source":["x"]}' }),
      settings: { watched: ['acme-*'] },
      told: [
        'high',
        'alice changed event rule acme-events-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントルール acme-events-1 を変更しました',
      ],
    },
    {
      name: 'an event bus',
      record: rule('UpdateEventBus', { name: 'default' }),
      told: [
        'medium',
        'alice changed event bus default from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントバス default を変更しました',
      ],
    },
    {
      name: 'a permission of the bus',
      record: rule('RemovePermission', { statementId: 'x' }),
      told: [
        'medium',
        'alice removed a permission of event bus default from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイベントバス default の権限を削除しました',
      ],
    },
    {
      name: 'a connection',
      record: rule('DeauthorizeConnection', { name: 'chat' }),
      told: [
        'medium',
        'alice removed the credentials of connection chat from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から接続 chat の認証情報を削除しました',
      ],
    },
    {
      name: 'an API destination',
      record: rule('UpdateApiDestination', { name: 'chat' }),
      told: [
        'medium',
        'alice changed API destination chat from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から API送信先 chat を変更しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a composite alarm with actions',
      record: put('PutCompositeAlarm', { alarmName: 'all', alarmActions: [TOPIC] }),
    },
    { name: 'a mute rule ended', record: put('DeleteAlarmMuteRule', { alarmMuteRuleName: 'night' }) },
    {
      name: 'a permission of a function',
      record: apiCall('lambda', 'RemovePermission20150331v2', { request: { functionName: 'f' } }),
    },
    {
      name: 'a service-linked role tidies up its own rule',
      record: apiCall('events', 'DisableRule', {
        by: role('AWSServiceRoleForAmazonEventBridge', 'x'),
        request: { name: 'StepFunctionsGetEventsForECSTaskRule' },
      }),
    },
    ...['BatchServiceRole', 'ECS', 'AutoScaling'].map((service) => ({
      name: `${service} tidies up its own rule by its service-linked role`,
      record: apiCall('events', 'RemoveTargets', {
        by: role(`AWSServiceRoleFor${service}`, 'x'),
        request: { rule: `${service}ManagedRule`, ids: ['1'] },
      }),
    })),
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
      record: apiCall('monitoring', 'PutMetricAlarm', {
        request: { alarmName: 'root', actionsEnabled: true, alarmActions: [TOPIC] },
      }),
    },
    { name: 'a rule', record: rule('PutRule', { name: 'logins', state: 'ENABLED' }) },
    { name: 'targets of any rule', record: rule('PutTargets', { rule: 'logins', targets: [] }) },
    { name: 'actions enabled', record: alarms('EnableAlarmActions') },
  ],
});
