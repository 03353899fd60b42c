import type { Watch } from './alarms.ts';
import type { Part } from './value.ts';

/** What of a recommendation decides which template it gets. */
export interface Shape {
  readonly service: string;
  readonly variant: string | null;
  readonly pattern: string | null;
  readonly with: readonly string[];
  /** What the senders speak, where an API stands in front. */
  readonly sender: 'https' | 'websocket';
}

/** A service of the template and where its metrics are watched. */
export interface Monitored {
  readonly service: string;
  readonly variant: string | null;
  readonly watch: Watch;
}

/** A template's content, before its alarms. */
export interface Starter {
  /** The template's `Description`: ASCII, at most 1,024 bytes. */
  readonly description: string;
  /** What the template leaves to its user, said at its head. */
  readonly limits: readonly string[];
  readonly part: Part;
  readonly monitored: readonly Monitored[];
}
