/** Where each vendor takes messages: patterns of its hosts' names, and fixed addresses. */

export const SLACK_HOST = String.raw`hooks\.slack(?:-gov)?\.com`;
/**
 * Workflows, in the public cloud, those of the US Government (GCC, GCC High, DoD) and China's:
 * https://learn.microsoft.com/power-platform/admin/powerapps-us-government and
 * https://learn.microsoft.com/azure/china/resources-developer-guide
 */
const TEAMS_WORKFLOWS = [
  'logic.azure.com',
  'logic.azure.us',
  'logic.azure.cn',
  'api.powerplatform.com',
  'api.gov.powerplatform.microsoft.us',
  'api.high.powerplatform.microsoft.us',
  'api.appsplatform.us',
  'api.powerplatform.partner.microsoftonline.cn',
  'api.powerautomate.com',
  'api.powerautomate.cn',
  'flow.microsoft.com',
  'flow.microsoft.us',
  'flow.appsplatform.us',
];
/** Office 365 connectors: https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/ */
const CONNECTORS = ['webhook.office.com', 'webhook.office365.us'];
const anyOf = (hosts: readonly string[]) => `(?:${hosts.map((host) => host.replaceAll('.', '\\.')).join('|')})`;
export const TEAMS_HOSTS = anyOf([...TEAMS_WORKFLOWS, ...CONNECTORS]);
export const TEAMS_CONNECTORS = anyOf(CONNECTORS);
export const DISCORD_DOMAIN = String.raw`discord(?:app)?\.com`;

/** The hosts at which each vendor's webhooks are. */
export const WEBHOOK_HOSTS = {
  slack: new RegExp(`^${SLACK_HOST}$`),
  teams: new RegExp(`(?:^|\\.)${TEAMS_HOSTS}$`),
  discord: new RegExp(`^(?:\\w+\\.)?${DISCORD_DOMAIN}$`),
} as const;

/** https://developer.chatwork.com/reference/post-rooms-room_id-messages */
export const CHATWORK_ROOMS = 'https://api.chatwork.com/v2/rooms';
/** https://developer.pagerduty.com/docs/send-alert-event and, for the EU, https://support.pagerduty.com/main/docs/service-regions */
export const PAGERDUTY_ENDPOINTS = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;
