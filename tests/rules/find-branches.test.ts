import { describe, expect, test } from 'vitest';
import { findBranches } from '../../shared/practice/find-branches.ts';

const branches = [
  { slug: 'clayton', name: 'Clayton Surgery', address: '2 Sample Road, Sampleborough', postcode: 'PE2 5ZZ' },
  { slug: 'eye-church', name: 'Eye Church Surgery', address: '3 Church Walk, Eye', postcode: 'PE6 7ZZ' },
  { slug: 'st-marys', name: 'St Mary’s Surgery', address: '1 Mill Lane, Wisbech', postcode: 'PE13 1ZZ' },
  { slug: 'orton-mere', name: 'Orton Mere Surgery', address: '9 Lake Drive, Sampleborough', postcode: 'PE2 6ZZ' },
  { slug: 'cafe', name: 'Café Corner Surgery', address: '4 Eyebrook Road, Bretton', postcode: 'PE3 8ZZ' },
];

const found = (query: string) => findBranches(branches, query).map(({ slug }) => slug);

describe('a surgery is found', () => {
  test.each([
    ['by the beginning of its name', 'clay', ['clayton']],
    ['in any case', 'CLAYTON', ['clayton']],
    ['by its town', 'wisbech', ['st-marys']],
    ['by its street', 'lake drive', ['orton-mere']],
    ['by words in any order', 'mere orton', ['orton-mere']],
    ['by a name and a town', 'orton sampleborough', ['orton-mere']],
    ['without its apostrophe', 'st marys', ['st-marys']],
    ['without its accent', 'cafe', ['cafe']],
    ['written in one word', 'ortonmere', ['orton-mere']],
    ['with spaces around', '  clayton  ', ['clayton']],
    ['with a wrong letter', 'claiton', ['clayton']],
    ['with a letter missing', 'claton', ['clayton']],
    ['with a letter too many', 'claytton', ['clayton']],
    ['with two letters that changed places', 'calyton', ['clayton']],
    ['with a wrong letter while it is being typed', 'samplw', ['clayton', 'orton-mere']],
    ['by its postcode', 'PE2 5ZZ', ['clayton']],
    ['by its postcode without the space', 'pe25zz', ['clayton']],
    ['by the beginning of its postcode', 'pe2', ['clayton', 'orton-mere']],
    ['by some more of its postcode', 'pe2 6', ['orton-mere']],
    ['by the postcode of somebody who lives in its district', 'PE2 9XY', ['clayton', 'orton-mere']],
    ['by a postcode of which one other begins alike', 'PE1', ['st-marys']],
    ['by its name before others by their street', 'eye', ['eye-church', 'cafe']],
  ])('%s: "%s"', (_how, query, slugs) => {
    expect(found(query)).toEqual(slugs);
  });

  test.each(['', '  ', '-'])('among all for nothing: "%s"', (query) => {
    expect(found(query)).toHaveLength(branches.length);
  });

  test.each(['London', 'clayton wisbech', 'xyz', 'SW1A 1AA', 'clxxton'])('by nothing else: "%s"', (query) => {
    expect(found(query)).toEqual([]);
  });
});
