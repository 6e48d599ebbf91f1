import { expect, it } from 'vitest';
import { isOneSlipAway } from '../src/spelling.ts';

it.each([
  ['PORT', 'PROT'],
  ['PORT', 'PRT'],
  ['PORT', 'PORTS'],
  ['PORT', 'POST'],
  ['PORT', 'port'],
  ['AAB', 'AB'],
  ['A', 'B'],
  ['AB', 'BA'],
])('finds one slip between %s and %s, both ways', (one, other) => {
  expect([isOneSlipAway(one, other), isOneSlipAway(other, one)]).toEqual([true, true]);
});

it.each([
  ['PORT', 'PORT'],
  ['PORT', 'HOST'],
  ['PORT', 'PO'],
  ['PORT', 'RPTO'],
  ['ABC', 'BAX'],
  ['AB', 'BAX'],
  ['ABCD', 'BADC'],
])('finds none or more than one between %s and %s', (one, other) => {
  expect([isOneSlipAway(one, other), isOneSlipAway(other, one)]).toEqual([false, false]);
});
