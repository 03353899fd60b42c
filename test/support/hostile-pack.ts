import type { Pack } from '../../src/model/pack.ts';

/** What an attacker might put into a text of a pack: it must be shown, never executed. */
export const attack = [
  `"'></title></style><script>document.title = 'done'</script><img src="http://evil.invalid/x" onerror="document.title='done'">`,
  `"] } --> end %%{init: {"theme": "dark"}}%% \`code\` *a* _b_ $$x$$ style a:#fff; classDef b:#c; fa:fa-car a\\b &lt; <b>c</b> #35;`,
].join(' ');

/** A pack whose texts all end with an attack, and whose addresses are attacks, too. */
export function hostile(pack: Pack): Pack {
  return {
    ...(withAttack(pack) as Pack),
    services: (withAttack(pack.services) as Pack['services']).map((service) => ({
      ...service,
      url: `javascript:document.title='done'`,
    })),
  };
}

/** Texts have blanks or are not ASCII, unlike ids and addresses. */
function withAttack(value: unknown): unknown {
  if (typeof value === 'string') return /\s|[^\x20-\x7e]/.test(value) ? `${value} ${attack}` : value;
  if (Array.isArray(value)) return value.map(withAttack);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, withAttack(of)]));
}
