/** A YAML file of a pack's templates. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** The folder of a pack in which its templates are; the rest of the pack is read without it. */
export const TEMPLATES_FOLDER = 'templates';
