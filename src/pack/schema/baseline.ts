import * as z from 'zod/mini';
import { day, either, list, mapping, optional, string } from './common.ts';

export const baselineSchemaId = 'tsunagi/baseline@1';

/** The shape of a baseline: findings that are known, and why those that are accepted are. */
export const baseline = mapping({
  schema: optional(z.literal(baselineSchemaId, { error: 'string' })),
  findings: either(
    [
      list(
        mapping({
          record: string,
          code: string,
          detail: optional(string),
          reason: optional(either([string, z.null()], 'string')),
          until: optional(either([day, z.null()], 'day')),
        }),
      ),
      z.null(),
    ],
    'list',
  ),
});
