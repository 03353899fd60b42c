/** Why a file cannot be read or written and what to do about it, by the system's error code. */
type Reasons = Readonly<Record<string, readonly [why: string, mitigation: string]>>;

interface FileReasons {
  readonly read: Reasons;
  readonly write: Reasons;
}

const eitherEn: Reasons = {
  ENOTDIR: ['a part of its path is a file', 'Name a path through folders.'],
  ELOOP: ['symbolic links lead in a circle there', 'Remove or correct the link.'],
  ENAMETOOLONG: ['its name is too long', 'Use a shorter one.'],
  EMFILE: ['too many files are open', 'Close some programs, or raise the limit with `ulimit -n`.'],
  ENFILE: ['too many files are open', 'Close some programs, or raise the limit of the system.'],
  EIO: ['the device reports an error', 'Check the disk or the connection to it, and try again.'],
  EBUSY: ['something else is using it', 'Try again when that has ended.'],
};

const unchangedEn = 'What was there before is unchanged.';

export const fileReasonsEn: FileReasons = {
  read: {
    ...eitherEn,
    EACCES: ['access is denied', 'Check its permissions.'],
    EPERM: ['access is denied', 'Check its permissions.'],
    EFBIG: ['it is too large', 'Split it.'],
  },
  write: {
    ...eitherEn,
    ENOENT: ['its folder does not exist', 'Make the folder first.'],
    EISDIR: ['it is a folder', 'Name a file in it.'],
    EEXIST: ['a file has that name', 'Choose another name.'],
    ENOSPC: ['the disk is full', `Make room, or write somewhere else. ${unchangedEn}`],
    EDQUOT: ['the quota is used up', `Make room, or write somewhere else. ${unchangedEn}`],
    EFBIG: ['it would be larger than is allowed here', `Write somewhere else. ${unchangedEn}`],
    EROFS: ['nothing can be written there', 'Write somewhere else.'],
    EACCES: ['access is denied', 'Check the permissions of the file and of its folder.'],
    EPERM: ['access is denied', 'Check the permissions of the file and of its folder.'],
    EIO: ['the device reports an error', `Check the disk or the connection to it, or write somewhere else. ${unchangedEn}`],
    EBUSY: ['something else holds it, such as a mount', `Write somewhere else. ${unchangedEn}`],
    ETXTBSY: ['it is a program that is running', 'Write somewhere else.'],
  },
};

const eitherJa: Reasons = {
  ENOTDIR: ['パスの途中にファイルがあります', 'フォルダーをたどるパスを指定してください。'],
  ELOOP: ['シンボリックリンクが循環しています', 'リンクを取り除くか、リンク先を直してください。'],
  ENAMETOOLONG: ['名前が長すぎます', '短い名前にしてください。'],
  EMFILE: ['開いているファイルが多すぎます', 'ほかのプログラムを終了するか、ulimit -n で上限を引き上げてください。'],
  ENFILE: ['開いているファイルが多すぎます', 'ほかのプログラムを終了するか、システムの上限を引き上げてください。'],
  EIO: ['入出力エラーが発生しました', 'ディスクとその接続を確かめてから、もう一度実行してください。'],
  EBUSY: ['ほかで使用中です', '使用が終わってから、もう一度実行してください。'],
};

const unchangedJa = '元のファイルは変わっていません。';

export const fileReasonsJa: FileReasons = {
  read: {
    ...eitherJa,
    EACCES: ['アクセスが拒否されました', 'アクセス権を確かめてください。'],
    EPERM: ['アクセスが拒否されました', 'アクセス権を確かめてください。'],
    EFBIG: ['大きすぎます', '分割してください。'],
  },
  write: {
    ...eitherJa,
    ENOENT: ['フォルダーがありません', '先にフォルダーを作成してください。'],
    EISDIR: ['フォルダーです', 'その中のファイルを指定してください。'],
    EEXIST: ['同じ名前のファイルがあります', '別の名前にしてください。'],
    ENOSPC: ['ディスクの空きがありません', `空きを作るか、別の場所を指定してください。${unchangedJa}`],
    EDQUOT: ['割り当て容量を使い切っています', `空きを作るか、別の場所を指定してください。${unchangedJa}`],
    EFBIG: ['許される大きさを超えます', `別の場所を指定してください。${unchangedJa}`],
    EROFS: ['書き込みできない場所です', '別の場所を指定してください。'],
    EACCES: ['アクセスが拒否されました', 'ファイルとフォルダーのアクセス権を確かめてください。'],
    EPERM: ['アクセスが拒否されました', 'ファイルとフォルダーのアクセス権を確かめてください。'],
    EIO: ['入出力エラーが発生しました', `ディスクとその接続を確かめるか、別の場所を指定してください。${unchangedJa}`],
    EBUSY: ['マウントなど、ほかで使用中です', `別の場所を指定してください。${unchangedJa}`],
    ETXTBSY: ['実行中のプログラムです', '別の場所を指定してください。'],
  },
};
