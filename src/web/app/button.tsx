interface ButtonProps {
  readonly label: string;
  readonly on: () => void;
  /** The kind of button. */
  readonly class?: string;
}

export function Button({ label, on, class: kind }: ButtonProps) {
  return (
    <button type="button" class={kind} onClick={on}>
      {label}
    </button>
  );
}
