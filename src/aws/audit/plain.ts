/** Values of the SDK as plain JSON: without undefined fields, times as text. */
import type { JsonObject } from '../../core/event.ts';

export const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value));
