import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isNumberKey,
  isSpaceKey,
  isUpKey,
  useEffect,
  useKeypress,
  usePagination,
  useState,
} from '@inquirer/core';

/** Lists to choose from. All texts come in lines that fit the terminal: what wraps by itself cannot be drawn over. */
interface ListConfig {
  readonly head: string;
  /** What the keys do; told which item is active. */
  readonly keys: (index: number) => string;
  readonly count: number;
  /** The lines of one item. */
  readonly item: (index: number, active: boolean, marked: boolean) => string;
  readonly pageSize: number;
  /** What stays on the screen. */
  readonly done: (index: number, marked: ReadonlySet<number>) => string;
  readonly onClose: () => void;
}

/** An index in the list; with several to choose, `marked` holds those. */
export interface Chosen {
  readonly index: number;
  readonly marked: ReadonlySet<number>;
}

const hideCursor = '\u001b[?25l';

/** Chooses one item, or marks several where `several` says so; Enter ends it either way. */
export const menu = createPrompt<Chosen, ListConfig & { readonly start: number; readonly several: boolean }>((config, done) => {
  const [active, setActive] = useState(config.start);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set<number>());
  const [finished, setFinished] = useState(false);
  useClosed(config.onClose);
  useKeypress((key, rl) => {
    // What is typed is a key here, not text: readline must not gather it.
    rl.clearLine(0);
    if (isEnterKey(key)) {
      setFinished(true);
      done({ index: active, marked });
    } else if (isUpKey(key)) setActive((active + config.count - 1) % config.count);
    else if (isDownKey(key)) setActive((active + 1) % config.count);
    else if (isNumberKey(key) && Number(key.name) >= 1 && Number(key.name) <= config.count) setActive(Number(key.name) - 1);
    else if (isSpaceKey(key) && config.several) {
      const next = new Set(marked);
      if (!next.delete(active)) next.add(active);
      setMarked(next);
    }
  });
  const page = usePagination({
    items: Array.from({ length: config.count }, (_, index) => index),
    active,
    renderItem: ({ item, isActive }) => config.item(item, isActive, marked.has(item)),
    pageSize: config.pageSize,
    loop: false,
  });
  if (finished) return config.done(active, marked);
  return `${config.head}\n\n${page}\n\n${config.keys(active)}${hideCursor}`;
});

interface FieldConfig<T> {
  readonly head: string;
  readonly keys: string;
  readonly label: string;
  /** What was typed, read, or what is wrong with it. */
  readonly read: (typed: string) => { readonly value: T } | { readonly problem: string };
  readonly done: (value: T) => string;
  readonly onClose: () => void;
}

/** A field to type in; what cannot be read is said below it, and stays to be changed. */
export const field = createPrompt<unknown, FieldConfig<unknown>>((config, done) => {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  const [finished, setFinished] = useState<{ readonly value: unknown } | null>(null);
  useClosed(config.onClose);
  useKeypress((key, rl) => {
    if (!isEnterKey(key)) {
      setTyped(rl.line);
      setProblem('');
      return;
    }
    const reading = config.read(typed);
    if ('value' in reading) {
      setFinished(reading);
      done(reading.value);
    } else {
      // Enter has emptied the line.
      rl.write(typed);
      setProblem(reading.problem);
    }
  });
  if (finished) return config.done(finished.value);
  return [`${config.head}\n\n${config.label}${typed}`, problem === '' ? config.keys : `${problem}\n${config.keys}`];
});

/** One key: `y`, or anything else for no. */
export const confirm = createPrompt<boolean, { readonly text: string; readonly onClose: () => void }>((config, done) => {
  const [answer, setAnswer] = useState('');
  useClosed(config.onClose);
  useKeypress((key, rl) => {
    rl.clearLine(0);
    if (isEnterKey(key) || /^[a-z]$/.test(key.name)) {
      setAnswer(key.name === 'y' ? 'y' : 'n');
      done(key.name === 'y');
    }
  });
  return `${config.text} ${answer}`;
});

/**
 * Without this, a prompt whose input has been closed (Ctrl-D) would never end. A terminal that is gone cannot even be set back,
 * which is an error before it is closed.
 */
function useClosed(onClose: () => void): void {
  useEffect((rl) => {
    const events = rl as unknown as NodeJS.EventEmitter;
    for (const event of ['close', 'error']) events.on(event, onClose);
    return () => {
      for (const event of ['close', 'error']) events.off(event, onClose);
    };
  }, []);
}
