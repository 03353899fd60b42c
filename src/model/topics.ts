/** The criteria that facts are listed and services compared by, in this order. */
export const topics = [
  'model',
  'message-size',
  'throughput',
  'ordering',
  'delivery',
  'retention',
  'replay',
  'consumers',
  'protocols',
  'operations',
  'scaling',
  'latency',
  'pricing',
  'lifecycle',
  'network',
] as const;

export type Topic = (typeof topics)[number];
