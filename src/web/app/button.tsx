interface ButtonProps {
  readonly label: string;
  readonly on: () => void;
  /** What kind of button it is. */
  readonly class?: string;
}

/** A button that does something. */
export function Button({ label, on, class: kind }: ButtonProps) {
  return (
    <button type="button" class={kind} onClick={on}>
      {label}
    </button>
  );
}
