/** Why something cannot be written and what to do about it, by the system's error code. */
type Reasons = Readonly<Record<string, readonly [why: string, remedy: string]>>;

export const writeReasonsEn: Reasons = {
  ENOENT: ['its folder does not exist', 'Make the folder first.'],
  ENOTDIR: ['a part of its path is a file', 'Name a path through folders.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  ENOSPC: ['the disk is full', 'Make room, or write somewhere else. What was there before is unchanged.'],
  EDQUOT: ['the quota is used up', 'Make room, or write somewhere else. What was there before is unchanged.'],
  EFBIG: ['it would be larger than is allowed here', 'Write somewhere else. What was there before is unchanged.'],
  EROFS: ['nothing can be written there', 'Write somewhere else.'],
  EACCES: ['access is denied', 'Check the permissions of the file and of its folder.'],
  EPERM: ['access is denied', 'Check the permissions of the file and of its folder.'],
};

export const writeReasonsJa: Reasons = {
  ENOENT: ['フォルダーがありません', '先にフォルダーを作成してください。'],
  ENOTDIR: ['パスの途中にファイルがあります', 'フォルダーをたどるパスを指定してください。'],
  EISDIR: ['フォルダーです', 'その中のファイルを指定してください。'],
  ENOSPC: ['ディスクの空きがありません', '空きを作るか、別の場所を指定してください。元のファイルは変わっていません。'],
  EDQUOT: ['割り当て容量を使い切っています', '空きを作るか、別の場所を指定してください。元のファイルは変わっていません。'],
  EFBIG: ['許される大きさを超えます', '別の場所を指定してください。元のファイルは変わっていません。'],
  EROFS: ['書き込みできない場所です', '別の場所を指定してください。'],
  EACCES: ['アクセスが拒否されました', 'ファイルとフォルダーのアクセス権を確かめてください。'],
  EPERM: ['アクセスが拒否されました', 'ファイルとフォルダーのアクセス権を確かめてください。'],
};
