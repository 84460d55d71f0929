import { expect, test } from 'vitest';
import { withArtifacts } from '../../../src-main/printing/pdf/mark-artifacts.ts';

const lines = (text: string): readonly string[] => text.trim().split('\n');

test('what is drawn around tagged text becomes an artifact, and the text stays as it is', () => {
  const content = [
    'q',
    '0 0 10 10 re',
    'f',
    'BT',
    '/P <</MCID 0 >>BDC',
    '<06> Tj',
    'EMC',
    'ET',
    '1 0 m',
    '2 0 l',
    'S',
    'Q',
    '',
  ].join('\n');
  expect(lines(withArtifacts(content))).toEqual([
    'q',
    '/Artifact BMC',
    '0 0 10 10 re',
    'f',
    'EMC',
    'BT',
    '/P <</MCID 0 >>BDC',
    '<06> Tj',
    'EMC',
    'ET',
    '/Artifact BMC',
    '1 0 m',
    '2 0 l',
    'S',
    'Q',
    'EMC',
  ]);
});

test('text that no tag names is one too; a page of tagged text alone gets none', () => {
  expect(lines(withArtifacts('BT\n<07> Tj\nET\n'))).toEqual(['/Artifact BMC', 'BT', '<07> Tj', 'ET', 'EMC']);
  const tagged = 'q\nBT\n/P <</MCID 0 >>BDC\n<06> Tj\nEMC\nET\nQ\n';
  expect(withArtifacts(tagged)).toBe(tagged);
});
