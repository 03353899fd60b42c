import { nearest } from '../../engine/nearest.ts';
import { finding } from '../../model/diagnostic.ts';
import { BadInput } from '../exit.ts';
import type { Document } from '../gather.ts';
import type { Invocation } from '../program.ts';

/** The one document that `--record` names, by its id or its title. */
export function chooseRecord(documents: readonly Document[], { options }: Invocation): readonly Document[] {
  const wanted = options.get('record')?.[0];
  if (!wanted || wanted.value === '') return documents;
  const given = options.get('answers')?.[0];
  if (!given) throw new BadInput([finding('needs-option', wanted.place, { option: '--record', needs: '--answers' })]);
  const found =
    documents.find(({ record }) => record?.document.id === wanted.value) ?? documents.find(({ title }) => title === wanted.value);
  if (found) return [found];
  const known = documents.map(({ title, record }, index) => record?.document.id ?? title ?? `#${index + 1}`);
  const meant = nearest(wanted.value, known);
  const args = { path: given.value, id: wanted.value, known, ...(meant === null ? {} : { suggestion: meant }) };
  throw new BadInput([finding('no-such-record', wanted.place, args)]);
}
