import type { Speech } from './language.ts';
import type { OptionGroup } from './options.ts';

/** What the help says besides the pack's own texts. `commands` and `options` have one entry for each that there is. */
export interface HelpTexts {
  readonly about: string;
  readonly examples: string;
  readonly exampleAsk: string;
  readonly exampleFile: string;
  readonly exampleBlank: string;
  readonly usage: string;
  readonly command: string;
  readonly optionsWord: string;
  readonly commandsTitle: string;
  readonly questionsTitle: string;
  readonly groups: Readonly<Record<OptionGroup, string>>;
  readonly commands: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly unknownNote: string;
  readonly precedence: string;
  readonly exitTitle: string;
  readonly exits: readonly (readonly [number, string])[];
}

const en: HelpTexts = {
  about:
    'Asks a few questions about two parts of an application and recommends the AWS service that should link them, with its reasons.',
  examples: 'Examples',
  exampleAsk: 'ask what is needed, recommend, say why',
  exampleFile: 'decide with the answers in a file',
  exampleBlank: 'make a blank answers file',
  usage: 'Usage',
  command: 'command',
  optionsWord: 'options',
  commandsTitle: 'Commands',
  questionsTitle: 'Core questions (all of them: tsunagi help decide)',
  groups: {
    core: 'Core questions',
    'follow-up': 'Follow-up questions, where they make a difference',
    requirement: 'Requirements, where there are any',
    answers: 'Other answers',
    record: 'Records',
    rules: 'Rules',
    output: 'Output',
    global: 'With every command',
  },
  commands: {
    decide: 'ask what is missing, recommend a service and say why (the default command)',
    check: 'decide recorded answers again, in files, folders or globs; fail where the outcome is no longer what was recorded',
    report:
      'all recorded links in one view: their services, what could be shared, answers that contradict, and what is open; as a diagram, too',
    batch: 'decide one set of answers after another: JSON Lines or CSV in, JSON Lines out; without a file, from standard input',
    init: 'write a blank, commented answers file with every question and value; without a file, to standard output',
    services: 'list the services, or tell all that is known of one (or of service/variant), with sources and monitoring',
    compare: 'services (or service/variant) side by side, all of them without ids; with --by as a map',
    rules: 'commands for those who write rules; without one of them, this help',
    'rules lint': 'prove the rules over the whole answer space, and look for other problems',
    'rules test': "run the rules' own cases, and count what of the rules they reach",
    'rules diff':
      'show for which answers two packs, each a folder or the id of a built-in one, lead to different outcomes, and which recorded decisions move',
    'rules graph': 'draw the tree, with the walk that answers take or with what the cases reach',
    'rules schema':
      'print the JSON Schema of a pack, of one that extends another, or of answers files for the rules in force, for an editor',
    'rules init': 'make a small, commented pack to start from in a folder, with cases and a schema for the editor',
    completion: 'print a script that makes a shell complete commands, options, questions and their values at the Tab key',
    help: 'explain a command',
  },
  options: {
    answers: 'take answers from a YAML file, or from standard input with -; flags win over it',
    set: 'answer any question, also one without a flag of its own',
    record: 'of an answers file with several documents, the one with this id or title',
    save: 'keep the answers and what they led to in this answers file; what else is written there stays',
    title: 'what is linked, as in "orders to billing"',
    by: 'who gives these answers; written beside each of them',
    date: 'the day of the decision, as in 2026-11-24, for --save and -f adr',
    supersedes: 'the record, or with -f adr the ADR, that the new one takes the place of; both sides are written',
    baseline: 'compare with the known findings in this file; those with a reason there are accepted',
    'write-baseline': 'write the findings to this file, where reasons and dates can be added',
    against:
      'hold the records against what was built: a CloudFormation template, a folder that cdk synth wrote, or what terraform show -json prints (- for standard input); may be repeated',
    fix: 'show what differs, and record again what the answers come to',
    'no-input': 'never ask',
    from: 'read the file, whatever its name, as',
    'no-assume': 'leave what is absent unknown, where the rules would assume an answer',
    defaults: "answer what is asked and still unknown with the rules' defaults",
    alarms: "write the service's alarms instead, as",
    'compare by': 'draw a map of the services over two questions that have values to choose from',
    format: 'print it as',
    output: 'write to this file instead of standard output; it changes only when all of it is written',
    threshold: 'the least share of branches, leaves, services and variants that the cases must reach, 0 to 100',
    suggest: 'print the fewest cases that are missing, as YAML to check and to paste',
    coverage: 'show what the cases reach, and what none of them does',
    'exit-code': 'exit with 1 if anything differs',
    summary: 'show only what changes and how much of the answer space, not for which answers',
    all: 'show everything where the text would be cut short; the other formats always do',
    mutate:
      'change the conditions of the rules one at a time, and list the changes that no case notices; about a minute for the built-in rules',
    force: 'overwrite the file if it exists',
    'as-of': 'take this day, such as 2026-11-24, instead of today when checking how old facts are',
    rules: 'use the rules in this folder instead of the built-in ones (also TSUNAGI_RULES)',
    lang: 'the language, en or ja (also TSUNAGI_LANG); else that of the locale, for what is read at the terminal',
    color: 'colour even where the output is not a terminal',
    'no-color': 'never colour (also NO_COLOR)',
    help: 'show this help',
    version: 'show the version',
  },
  unknownNote: 'The value "unknown" says that it is not known; an empty value leaves the question unanswered.',
  precedence:
    'Flags win over the environment (TSUNAGI_ANSWER_<ID>), that over the file, and that over what is asked at the terminal.',
  exitTitle: 'Exit codes',
  exits: [
    [0, 'done'],
    [1, 'a check found something'],
    [2, 'bad usage, bad input, or output that cannot be written'],
    [3, 'not enough answers to decide, and nobody to ask'],
    [70, 'a bug in tsunagi'],
    [130, 'interrupted (143: terminated; 129: the terminal was closed)'],
  ],
};

const ja: HelpTexts = {
  about: 'アプリケーションの二つの部分についていくつか質問し、両者を繋ぐのに適したAWSサービスを理由とともに推奨します。',
  examples: '例',
  exampleAsk: '質問に答えて推奨結果と理由を見る',
  exampleFile: 'ファイルに書いた回答で判断する',
  exampleBlank: '空の回答ファイルを作る',
  usage: '使い方',
  command: 'コマンド',
  optionsWord: 'オプション',
  commandsTitle: 'コマンド',
  questionsTitle: '基本の質問（すべての質問：tsunagi help decide）',
  groups: {
    core: '基本の質問',
    'follow-up': '追加の質問（結果が変わる場合）',
    requirement: '要件（ある場合）',
    answers: '回答の指定',
    record: '記録',
    rules: 'ルール',
    output: '出力',
    global: '共通オプション',
  },
  commands: {
    decide: '足りない回答を質問し、サービスを推奨して理由を示す（コマンドを省略した場合もこの動作）',
    check: 'ファイル、フォルダー、globで指定した記録を判断し直す。記録と違う結果になるものがあれば失敗とする',
    report: '記録したすべてのリンクを一覧にする。サービス、共用できるもの、矛盾する回答、未決定のものを示し、図にもできる',
    batch: '回答を1件ずつ判断する。JSON LinesかCSVを読み、JSON Linesで出力する。ファイルを省略すると標準入力を読む',
    init: 'すべての質問と値を載せた、コメント付きの空の回答ファイルを書き出す。ファイルを省略すると標準出力に書く',
    services: 'サービスの一覧を表示する。サービス（またはサービス/バリアント）を指定すると、仕様、出典、モニタリングを表示する',
    compare: 'サービス（またはサービス/バリアント）を並べて比較する。省略するとすべて。--by を付けると配置図にする',
    rules: 'ルールを書く人のためのコマンド。省略するとこのヘルプを表示する',
    'rules lint': 'ルールに抜けや矛盾がないことをすべての回答について証明し、ほかの問題も調べる',
    'rules test': 'ルールに付属するケースを実行し、ルールのどこまで到達したかを数える',
    'rules diff': '二つのパック（フォルダーまたは組み込みパックのID）で結果が変わる回答と、変わる記録済みの決定を示す',
    'rules graph': 'ツリーを描く。回答がたどる経路や、ケースが到達する範囲も示せる',
    'rules schema':
      'パック、ほかを拡張するパック、またはこのルールの回答ファイルのJSON Schemaを表示する。エディターでの検査に使う',
    'rules init': 'フォルダーに、コメント付きの小さなパックを作る。ケースとエディター用のスキーマも含む',
    completion: 'コマンド、オプション、質問とその値をTabキーで補完するためのシェルスクリプトを表示する',
    help: 'コマンドの説明を表示する',
  },
  options: {
    answers: 'YAMLファイルの回答を使う。「-」は標準入力。フラグの指定が優先',
    set: '質問に回答する。専用のフラグがない質問にも使える',
    record: '複数の文書がある回答ファイルから、このIDまたはタイトルのものだけを使う',
    save: '回答とその結果をこの回答ファイルに保存する。ファイルに書かれているほかの内容は残る',
    title: '何と何を繋ぐか（例：注文から請求へ）',
    by: '回答した人。各回答に添えて記録する',
    date: '決定した日（例：2026-11-24）。--save と -f adr で使う',
    supersedes: '新しい決定が置き換える記録（-f adr ではADR）。新旧両方に書き込む',
    baseline: 'このファイルにある把握済みの指摘と比較する。理由が書かれたものは承認済みとして扱う',
    'write-baseline': '見つかった指摘をこのファイルに書き出す。承認するものには理由と期限を書き加える',
    against:
      '構築内容と照合する。CloudFormationテンプレート、cdk synth が出力したフォルダー、terraform show -json の出力（「-」は標準入力）を指定する。繰り返し指定可',
    fix: '違いを表示してから、現在の結果を記録し直す',
    'no-input': '質問しない',
    from: '入力の形式（省略するとファイル名が .csv ならCSV、ほかはJSON Lines）',
    'no-assume': '回答のない質問について、ルールの仮定を使わず不明として扱う',
    defaults: '回答が不明な質問に、ルールの既定値を使う',
    alarms: 'サービスのアラームを書き出す。形式は',
    'compare by': '値を選んで答える質問を二つ指定し、サービスの配置図を描く',
    format: '出力形式',
    output: '標準出力の代わりにこのファイルへ書く。すべて書き終えてから置き換える',
    threshold: 'ケースが到達すべき分岐、リーフ、サービス、バリアントの割合の下限（0から100）',
    suggest: '足りない最小限のケースをYAMLで表示する。確認してから貼り付けて使う',
    coverage: 'ケースが到達する範囲と、どのケースも到達しない範囲を示す',
    'exit-code': '差があれば終了コードを1にする',
    summary: '変わる内容と回答空間に占める割合だけを示し、どの回答で変わるかは省く',
    all: 'テキストで省略される部分もすべて示す。ほかの形式は常にすべてを示す',
    mutate: 'ルールの条件を一つずつ変えて実行し、どのケースも気付かない変更を一覧にする。組み込みのルールでは約1分かかる',
    force: 'ファイルがすでにあれば上書きする',
    'as-of': 'ファクトの確認日からの日数を、今日ではなくこの日付（例：2026-11-24）で数える',
    rules: '組み込みルールの代わりに、このフォルダーのルールを使う（TSUNAGI_RULES でも指定可）',
    lang: '言語。en または ja（TSUNAGI_LANG でも指定可）。指定がなければ、端末に表示するものはロケールに従う',
    color: '端末でなくても色を付ける',
    'no-color': '色を付けない（NO_COLOR でも指定可）',
    help: 'このヘルプを表示する',
    version: 'バージョンを表示する',
  },
  unknownNote: '値に unknown を指定すると「不明」という回答になり、空の値を指定すると未回答になります。',
  precedence: '優先順位は、フラグ、環境変数（TSUNAGI_ANSWER_<ID>）、ファイル、端末での回答の順です。',
  exitTitle: '終了コード',
  exits: [
    [0, '正常終了'],
    [1, '検査で問題が見つかった'],
    [2, '使い方や入力の誤り、または出力を書き込めない'],
    [3, '判断に必要な回答が足りず、質問もできない'],
    [70, 'プログラムの不具合'],
    [130, '中断された（143：終了シグナルを受けた、129：端末が閉じられた）'],
  ],
};

/** The texts in a language. */
export function helpTextsIn(speech: Speech): HelpTexts {
  return speech === 'ja' ? ja : en;
}
