/** Why something failed and what to do about it, by the error code of the system. */
type Reasons = Readonly<Record<string, readonly [why: string, mitigation: string]>>;

const either: Reasons = {
  ENOTDIR: ['a part of its path is a file', 'Name a path through folders.'],
  ELOOP: ['symbolic links lead in a circle there', 'Remove or correct the link.'],
  ENAMETOOLONG: ['its name is too long', 'Use a shorter one.'],
  EMFILE: ['too many files are open', 'Close some programs, or raise the limit with `ulimit -n`.'],
  ENFILE: ['too many files are open', 'Close some programs, or raise the limit of the system.'],
  EIO: ['the device reports an error', 'Check the disk or the connection to it, and try again.'],
  EBUSY: ['something else is using it', 'Try again when that has ended.'],
};

const unchanged = 'What was there before is unchanged.';

/** Why a file cannot be read or written, by the error code of the system. */
export const fileReasons: { readonly read: Reasons; readonly write: Reasons } = {
  read: {
    ...either,
    EACCES: ['access is denied', 'Check its permissions.'],
    EPERM: ['access is denied', 'Check its permissions.'],
    EFBIG: ['it is too large', 'Split it.'],
  },
  write: {
    ...either,
    ENOENT: ['its folder does not exist', 'Make the folder first.'],
    EISDIR: ['it is a folder', 'Name a file in it.'],
    EEXIST: ['a file has that name', 'Choose another name.'],
    ENOSPC: ['the disk is full', `Make room, or write somewhere else. ${unchanged}`],
    EDQUOT: ['the quota is used up', `Make room, or write somewhere else. ${unchanged}`],
    EFBIG: ['it would be larger than is allowed here', `Write somewhere else. ${unchanged}`],
    EROFS: ['nothing can be written there', 'Write somewhere else.'],
    EACCES: ['access is denied', 'Check the permissions of the file and of its folder.'],
    EPERM: ['access is denied', 'Check the permissions of the file and of its folder.'],
    EIO: ['the device reports an error', `Check the disk or the connection to it, or write somewhere else. ${unchanged}`],
    EBUSY: ['something else holds it, such as a mount', `Write somewhere else. ${unchanged}`],
    ETXTBSY: ['it is a program that is running', 'Write somewhere else.'],
  },
};
