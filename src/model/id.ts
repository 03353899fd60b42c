/** What the ids of a pack look like: lower-case letters, digits and single dashes, a letter first. */
export const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
