/** A short name of an event, which `session` takes in place of its id: how the id begins, and the second of the event. */

export interface Handle {
  /** The first six digits of the event's id. */
  readonly begin: string;
  /** Seconds since the epoch. The event history can't be asked for the beginning of an id, but for a second. */
  readonly second: number;
}

const DIGITS = 6;
const BASE = 36;
/** Six digits are the years 2001 to 2038. */
const HANDLE = /^([0-9a-f]{6})\.([0-9a-z]{6})$/i;

/** `7e360e.top2v4`; `epoch` in ms. */
export const handleOf = (eventId: string, epoch: number): string =>
  `${eventId.slice(0, DIGITS).toLowerCase()}.${secondOf(epoch).toString(BASE)}`;

/** Undefined for a text of another form. A name may have the form of a handle. */
export function readHandle(text: string): Handle | undefined {
  const [, begin, second] = HANDLE.exec(text) ?? [];
  return begin === undefined || second === undefined
    ? undefined
    : { begin: begin.toLowerCase(), second: Number.parseInt(second, BASE) };
}

/** `epoch` in ms. */
export const isNamedBy = ({ begin, second }: Handle, eventId: string, epoch: number): boolean =>
  eventId.toLowerCase().startsWith(begin) && secondOf(epoch) === second;

const secondOf = (epoch: number) => Math.floor(epoch / 1_000);
