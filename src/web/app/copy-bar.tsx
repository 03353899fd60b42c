import { useState } from 'preact/hooks';
import { type Copied, copies } from '../copies.ts';
import { Button } from './button.tsx';
import { useSession } from './session.ts';

/** Copies the decision in several forms. The copied text is shown below, because some browsers do not let a page copy. */
export function CopyBar({ copied }: { readonly copied: Copied }) {
  const { say, address, name, prompts } = useSession();
  const [shown, setShown] = useState<{ readonly what: string; readonly text: string; readonly done: boolean } | null>(null);
  const forms = Object.keys(say.forms) as (keyof typeof say.forms)[];
  const copy = async (form: keyof typeof say.forms): Promise<void> => {
    const what = say.forms[form];
    const text = form === 'link' ? location.href : copies[form](copied);
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setShown({ what, text, done: done ?? false });
  };
  return (
    <section class="copy" aria-labelledby="copy">
      <h2 id="copy">{say.copy}</h2>
      <p class="entry">
        <label for="title">{prompts.title}</label>
        <input
          id="title"
          value={address.title}
          autocomplete="off"
          aria-describedby="title-hint"
          onInput={(event) => name(event.currentTarget.value)}
        />
        <span id="title-hint" class="ask">
          {say.example(say.exampleTitle)}
        </span>
      </p>
      <p class="buttons">
        {forms.map((form) => (
          <Button key={form} on={() => copy(form)} label={say.forms[form]} />
        ))}
        <Button on={() => print()} label={say.print} />
      </p>
      <p role="status" class="ask">
        {shown && (shown.done ? say.copied(shown.what) : say.notCopied(shown.what))}
      </p>
      {shown && (
        <textarea
          readOnly
          rows={8}
          aria-label={shown.what}
          value={shown.text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </section>
  );
}
