import { describe, expect, it } from 'vitest';
import golden from '../../../../../../registry/model/src/test/resources/assay/registry/publish/unregistered-manifest.json?raw';
import { cardOf, type Draft, requireFieldName, requireSound } from './card';
import { manifestJson, type UnregisteredManifest } from './manifest';
import { field } from './survey/survey';

const draft: Draft = {
  name: 'Pulse',
  description: '',
  licence: 'CC-BY-4.0',
  source: '',
  citation: '',
  level: 'L1',
  label: '',
};
const found = { format: 'csv', schema: [field('day', 'INT64'), field('fever', 'INT64')], sampleCount: 365 };

describe('the manifest', () => {
  it('has the form that the Java code writes', () => {
    expect(manifestJson(JSON.parse(golden) as UnregisteredManifest)).toBe(golden);
  });

  it('says which field is to be predicted', () => {
    const card = cardOf({ ...draft, label: 'fever' }, found);

    expect(card.schema.map((field) => field.isLabel)).toEqual([false, true]);
    expect(() => cardOf({ ...draft, label: 'fevre' }, found)).toThrow('label');
  });

  it('has the fields in the order of the Java code', () => {
    const order = Object.keys((JSON.parse(golden) as UnregisteredManifest).card);

    expect(Object.keys(cardOf(draft, found))).toEqual(order);
  });

  it('is refused where no reader would take it', () => {
    const large = { ...(JSON.parse(golden) as UnregisteredManifest) };
    const schema = Array.from({ length: 1000 }, (_, i) => field(`${i}`.repeat(80), 'INT64'));

    expect(() => manifestJson({ ...large, card: { ...large.card, schema } })).toThrow('manifest-long');
  });
});

describe('a draft', () => {
  it.each([
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['no name', { name: ' ' }, 'name'],
    ['a long name', { name: 'n'.repeat(201) }, 'text-long'],
    ['a blank licence', { licence: '\t' }, 'licence'],
    ['a control character', { description: 'a\u001b[31m' }, 'text-control'],
    ['a hidden character', { source: 'a\u202e' }, 'text-control'],
    ['half a character', { citation: 'a\ud83d' }, 'text-control'],
    ['a level that is not sealed', { level: 'L0' as 'L1' }, 'level'],
  ])('is refused with %s', (_what, change, code) => {
    expect(() => requireSound({ ...draft, ...change })).toThrow(code);
  });

  it('may speak any language, over several lines', () => {
    expect(() => requireSound({ ...draft, name: 'Größe 😀', description: 'a\n\tb' })).not.toThrow();
  });
});

describe("a field's name", () => {
  it.each(['', ' ', 'a\nb', 'a\tb', '\ufeffa', 'n'.repeat(101)])('is not %j', (name) => {
    expect(() => requireFieldName(name)).toThrow('fields');
  });
});
