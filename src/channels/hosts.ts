/** Hosts that vendors' webhooks may have, as parts of regular expressions. `kinds.ts` says which kind takes which. */

// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
export const SLACK_HOST = String.raw`hooks\.slack(?:-gov)?\.com`;
// https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
export const TEAMS_HOSTS = String.raw`(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)`;
// https://docs.discord.com/developers/resources/webhook
export const DISCORD_DOMAIN = String.raw`discord(?:app)?\.com`;
