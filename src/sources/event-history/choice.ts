/** Everything of a region, or query by query: what one page of everything shows about the cost of both. */
import type { Event } from '@aws-sdk/client-cloudtrail';
import type { LookupQuery } from '../../selection/lookup-plan.ts';
import { oldestOf } from './lookup-page.ts';

/** The way in which one region is read. */
export interface Choice {
  readonly region: string;
  /** True if everything is read. */
  readonly isSweep: boolean;
  /** Requests that everything takes, estimated from its first page; infinite if that says nothing. */
  readonly requests: number;
}

/** A page of everything, the newest events of the time that was asked for. */
export interface FirstPage {
  readonly events: readonly Event[];
  readonly isLast: boolean;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** The number of pages, if all of the time is as busy as its newest part. */
export function pagesOf({ events, isLast, from, to }: FirstPage): number {
  if (isLast) return 1;
  const read = to - oldestOf(events);
  return read > 0 ? Math.max(2, Math.ceil((to - from) / read)) : Number.POSITIVE_INFINITY;
}

/** True if going on with everything takes no more requests than the queries. */
export function isSweepCheaper(page: FirstPage, queries: readonly LookupQuery[]): boolean {
  const pages = pagesOf(page);
  const named = queries.reduce((sum, query) => sum + Math.max(1, Math.ceil(pages * shareOf(query, page.events))), 0);
  return pages - 1 <= named;
}

/** The part of the events that a query returns, 0 to 1. */
function shareOf({ attribute }: LookupQuery, events: readonly Event[]): number {
  if (attribute === null) return 1;
  const met = events.filter((event) => fieldOf(event, attribute.key) === attribute.value);
  return met.length / Math.max(1, events.length);
}

function fieldOf(event: Event, key: NonNullable<LookupQuery['attribute']>['key']): string | undefined {
  return event[key];
}
