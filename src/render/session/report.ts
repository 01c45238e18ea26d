/** A session's story with its circumstances: the common source of all formats. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Session } from '../../core/session/session.ts';
import type { SessionStory } from '../../core/session/story.ts';
import type { NotCovered, RenderOptions } from '../replay/report.ts';

export interface SessionReport {
  /** ISO 8601, UTC: what was looked at. Null where there is no limit, or no event. */
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly sources: readonly string[];
  /** Records read. */
  readonly records: number;
  /** The question as it was typed. */
  readonly question: string;
  readonly story: SessionStory;
  /** The other sessions that fit the question, the latest first. */
  readonly others: readonly Session[];
  /** The name of an account in the settings or in AWS; null if it isn't known. */
  readonly accountName: (account: string) => string | null;
  readonly notCovered: readonly NotCovered[];
  /** It was stopped before all was read. */
  readonly partial: boolean;
}

export type SessionRenderOptions = Pick<RenderOptions, 'language' | 'timezone' | 'columns' | 'colour' | 'isPlain'>;

/** The call by which a session can be asked for again. */
export const idOf = ({ events }: Pick<Session, 'events'>): string => events[0]?.eventId ?? '';

/** The role that a call asked for, else the call. */
export const askedRole = ({ record, name }: TrailEvent): string => textAt(record, 'requestParameters.roleArn') ?? name;
