import { parseImageReference } from '../../lib/views/image-reference';
import { resolveImage } from '../../lib/views/resolve-image';
import { example } from '../topologies';

export type Changes = Readonly<Record<string, unknown>>;

export const development = '998543534624.dkr.ecr.eu-west-1.amazonaws.com';

export const staging = '427868011280.dkr.ecr.eu-west-1.amazonaws.com';

export const regression = '541458685014.dkr.ecr';

export const production = '699577738721.dkr.ecr.eu-west-1.amazonaws.com';

export const hub = '387262473178.dkr.ecr.eu-west-1.amazonaws.com';

export const digest = `sha256:${'ab'.repeat(32)}`;

export const resolutions = (image: string, environment: string, changes: Changes = {}) =>
  resolveImage(example(changes), environment, parseImageReference(image));

/** The first registry's answer. */
export const first = (image: string, environment: string, changes: Changes = {}) => {
  const [answer] = resolutions(image, environment, changes);
  if (answer === undefined) throw new Error(`no registry in ${environment}`);
  return answer;
};

export const nameOf = (image: string, environment: string, changes: Changes = {}) =>
  first(image, environment, changes).name;

/** Why there is no name, and what would have to happen. */
export const refusal = (image: string, environment: string, changes: Changes = {}) => {
  const { name, why, ...answer } = first(image, environment, changes);
  return { name, why, next: 'next' in answer ? answer.next : [] };
};
