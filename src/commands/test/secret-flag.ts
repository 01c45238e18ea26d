/** The option that gives a channel's secret on the command line. */
import { isSecretKind, type SecretFlag, secretCalled } from '../../channels/kinds.ts';
import type { ChannelKind } from '../../core/settings.ts';

/** Undefined for mail, which has no secret. */
export const secretFlag = (kind: ChannelKind): SecretFlag | undefined =>
  isSecretKind(kind) ? secretCalled(kind).flag : undefined;
