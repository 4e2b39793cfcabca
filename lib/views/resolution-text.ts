import type { Note } from './image-notes';
import type { Resolution } from './resolve-image';

/** For people: what the image was taken for, every name with its reason, registries with the same refusal together, every note once. */
export function resolutionText(
  image: string,
  environment: string,
  resolutions: readonly Resolution[],
): string {
  const blocks = new Map<string, string[]>();
  for (const { registry, ...answer } of resolutions) {
    const lines =
      answer.name === undefined
        ? ['none', `  ${answer.why}`, ...answer.next.map((way) => `  → ${way}`)]
        : [answer.name, `  ${answer.why}`];
    const text = lines.join('\n');
    blocks.set(text, [...(blocks.get(text) ?? []), `${registry.accountName} ${registry.region}`]);
  }
  const answers = [...blocks].map(([text, where]) => `${where.join(', ')}: ${text}`);
  const notes = distinct(resolutions.flatMap((answer) => (answer.name === undefined ? [] : answer.notes)));
  return [
    `${image} in ${environment}`,
    ...answers,
    ...(notes.length === 0
      ? []
      : [notes.map(({ text, source }) => `note: ${text}\n      ${source}`).join('\n')]),
  ].join('\n\n');
}

/** For programs. The keys are a contract. */
export function resolutionJson(
  image: string,
  environment: string,
  resolutions: readonly Resolution[],
): string {
  const registries = resolutions.map(({ registry, ...answer }) => ({
    accountName: registry.accountName,
    account: registry.account,
    region: registry.region,
    name: answer.name ?? null,
    why: answer.why,
    next: answer.name === undefined ? answer.next : [],
    notes: answer.name === undefined ? [] : answer.notes,
  }));
  return JSON.stringify({ image, environment, registries }, null, 2);
}

function distinct(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}
