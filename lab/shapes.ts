import { AwsError } from './aws-error';

/**
 * Checks one member of a request and returns a clean copy of it (unknown members dropped, nothing shared with the caller).
 * Throws a Violation for the first constraint that does not hold, AwsError SerializationException for a wrong type.
 */
export type Shape<T> = (value: unknown, at: string) => T;
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

type Shapes = Record<string, Shape<unknown>>;
type Members<S extends Shapes> = { [K in keyof S]: ValueOf<S[K]> };

/** `wording` replaces the usual sentence about the pattern where AWS has one of its own. */
export function text(
  rule: { min?: number; max?: number; pattern?: string; wording?: string } = {},
): Shape<string> {
  const { min = 0, max = Infinity } = rule;
  const whole = rule.pattern === undefined ? undefined : new RegExp(`^(?:${rule.pattern})$`);
  return (value, at) => {
    if (typeof value !== 'string') throw wrongType(at, 'a String');
    if (value.length < min)
      throw new Violation(at, `Member must have length greater than or equal to ${min}`);
    if (value.length > max) throw new Violation(at, `Member must have length less than or equal to ${max}`);
    if (whole && !whole.test(value)) {
      throw new Violation(
        at,
        rule.wording ?? `Member must satisfy regular expression pattern: ${rule.pattern}`,
      );
    }
    return value;
  };
}

export function oneOf<const T extends readonly string[]>(...allowed: T): Shape<T[number]> {
  return (value, at) => {
    if (typeof value !== 'string') throw wrongType(at, 'a String');
    if (!allowed.includes(value)) {
      throw new Violation(at, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
    }
    return value;
  };
}

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wrongType(at, 'a Boolean');
  return value;
};

export function integer(min: number, max: number): Shape<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(at, 'an Integer');
    if (value < min) throw new Violation(at, `Member must have value greater than or equal to ${min}`);
    if (value > max) throw new Violation(at, `Member must have value less than or equal to ${max}`);
    return value;
  };
}

export function list<T>(member: Shape<T>, { min = 0, max = Infinity } = {}): Shape<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrongType(at, 'a List');
    if (value.length < min)
      throw new Violation(at, `Member must have length greater than or equal to ${min}`);
    if (value.length > max) throw new Violation(at, `Member must have length less than or equal to ${max}`);
    return value.map((item, index) => memberOf(member, item, at, index + 1));
  };
}

export function struct<R extends Shapes, O extends Shapes = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Members<R> & Partial<Members<O>>> {
  const members: Shapes = { ...required, ...optional };
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw wrongType(at, 'a Structure');
    const given = new Map(Object.entries(value));
    const copy: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(members)) {
      const path = at === '' ? name : `${at}.${name}`;
      const member: unknown = given.get(name) ?? undefined;
      if (member !== undefined) copy[name] = shape(member, path);
      else if (name in required) throw new Violation(path, 'Member must not be null');
    }
    return copy as Members<R> & Partial<Members<O>>;
  };
}

/** The first constraint that does not hold; each service has its own words for it. */
export class Violation {
  constructor(
    readonly at: string,
    readonly constraint: string,
  ) {}
}

/** AWS reports a bad string in a list at the list itself, a bad structure at its member. */
function memberOf<T>(shape: Shape<T>, item: unknown, at: string, position: number): T {
  const path = `${at}.${position}.member`;
  try {
    return shape(item, path);
  } catch (error) {
    if (error instanceof Violation && error.at === path) {
      throw new Violation(at, `Member must satisfy constraint: [${error.constraint}]`);
    }
    throw error;
  }
}

function wrongType(at: string, expected: string): AwsError {
  return new AwsError('SerializationException', `${at || 'The request'} can not be converted to ${expected}`);
}
