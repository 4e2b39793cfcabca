import { checksReference } from './checks';

/** Files that are written by `npm run generate`, by their path in the project. */
export const generated: Readonly<Record<string, () => string>> = {
  'docs/checks.md': checksReference,
};
