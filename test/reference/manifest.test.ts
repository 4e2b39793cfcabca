import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../../lib/reference/generated';
import { example } from '../topologies';
import { manifestReference } from '../../lib/reference/manifest';

const root = join(__dirname, '..', '..');

test('the example names its schema in the first line', () => {
  expect(readFileSync(join(root, 'blueprint.yaml'), 'utf8').split('\n')[0]).toBe(
    '# yaml-language-server: $schema=blueprint.schema.json',
  );
});

describe('the reference', () => {
  const page = generatedFiles(example())['docs/manifest.md'] ?? '';
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9_ -]/g, '')
      .replaceAll(' ', '-'),
  );

  test('links to headings that are there', () => {
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
  });

  test('has no heading twice', () => {
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
  });

  test('says of a key its type, default or that it is required, and meaning', () => {
    const page = manifestReference({
      type: 'object',
      properties: {
        a: {
          type: 'string',
          patternErrorMessage: 'expected a|b',
          description: 'What <a> is, `<b>` is *not*.',
        },
        b: { type: 'number', minimum: 2, default: 3, description: 'B.' },
        c: { type: 'array', minItems: 1, items: { type: 'boolean' }, default: [true] },
        d: { type: 'object', additionalProperties: { const: 'on' }, default: {} },
      },
      required: ['a'],
    });
    expect(page.split('## Top level\n\n')[1]).toBe(
      [
        '| key | type | default | meaning |',
        '| --- | --- | --- | --- |',
        '| `a` | a\\|b | **required** | What \\<a> is, `<b>` is \\*not\\*. |',
        '| `b` | a whole number, 2 or more | `3` | B. |',
        '| `c` | list of 1 or more: `true` or `false` | `[ true ]` |  |',
        '| `d` | map, name → `on` |  |  |',
        '',
      ].join('\n'),
    );
  });

  test('describes a map that stands in two places once, and says what a short form is short for', () => {
    const map = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } as const;
    const page = manifestReference({
      type: 'object',
      properties: { one: { anyOf: [{ type: 'string' }, map] }, two: { type: 'array', items: map } },
    });
    expect(page.split('## Top level\n\n')[1]).toBe(
      [
        '| key | type | default | meaning |',
        '| --- | --- | --- | --- |',
        '| `one` | text (short for `id`), or [map](#one) |  |  |',
        '| `two` | list: [map](#one) |  |  |',
        '',
        '## `one`',
        '',
        '| key | type | default | meaning |',
        '| --- | --- | --- | --- |',
        '| `id` | text | **required** |  |',
        '',
      ].join('\n'),
    );
  });

  test('names the keys of which exactly one is there', () => {
    const page = manifestReference({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    });
    expect(page).toContain('\n\nExactly one of `a` and `b` is there.\n\n| key |');
  });
});
