import type * as z from 'zod/mini';
import { boolean, by, either, list, mapping, name, number, optional, part, positive, string, text, url } from './common.ts';

const holds = by(name, either([string, number, boolean], 'value'));
/** Which resources a service is built as, and what it needs beside them. */
export const builtAs = part(
  'builtAs',
  mapping({
    resources: list(
      mapping({
        type: string,
        variants: optional(list(string)),
        where: optional(holds),
        unless: optional(holds),
        general: optional(boolean),
        arn: optional(string),
      }),
    ),
    aside: optional(list(string)),
    needs: optional(
      by(
        name,
        mapping({
          variants: optional(list(string)),
          with: optional(string),
          name: text,
          text,
          source: url,
          'met-by': list(
            mapping({
              type: string,
              has: optional(string),
              refers: optional(string),
              joins: optional(string),
              as: optional(string),
              where: optional(holds),
            }),
          ),
        }),
      ),
    ),
    settles: optional(
      list(
        mapping({
          question: string,
          value: optional(either([string, number, boolean], 'value')),
          type: optional(string),
          where: optional(holds),
          property: optional(string),
          per: optional(positive),
          consumers: optional(positive),
          to: optional(list(string)),
        }),
      ),
    ),
    reaches: optional(list(mapping({ type: string, question: string, property: string, per: positive, absent: number }))),
  }),
);

export type FileBuiltAs = z.infer<typeof builtAs>;
