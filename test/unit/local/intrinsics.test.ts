import { describe, expect, it } from '@jest/globals';
import { IntrinsicResolver } from '../../../infra/local/template/intrinsics.ts';
import type { Template } from '../../../infra/local/template/cloud-assembly.ts';

const template: Template = {
  Parameters: { Stage: { Default: 'test' }, NoDefault: {} },
  Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } },
};

const resolver = new IntrinsicResolver(template, new Map([['AWS::Region', 'eu-central-1']]), {
  reference: (id) => (id === 'Queue' ? 'http://queue' : undefined),
  attribute: (id, name) => (`${id}.${name}` === 'Queue.Arn' ? 'arn:aws:sqs:eu-central-1:0:queue' : undefined),
});

describe('the intrinsic functions of a template', () => {
  it.each([
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['a parameter by its default', { Ref: 'Stage' }, 'test'],
    ['a resource', { Ref: 'Queue' }, 'http://queue'],
    ['an attribute as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-central-1:0:queue'],
    ['an attribute as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-central-1:0:queue'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-test-1'],
    [
      'a substitution',
      { 'Fn::Sub': '${Queue}/${Queue.Arn}/${AWS::Region}/${!Literal}' },
      'http://queue/arn:aws:sqs:eu-central-1:0:queue/eu-central-1/${Literal}',
    ],
    ['a substitution with variables', { 'Fn::Sub': ['${Name}!', { Name: { Ref: 'Stage' } }] }, 'test!'],
    ['what is nested', { a: [{ b: { Ref: 'Stage' } }] }, { a: [{ b: 'test' }] }],
    [
      'no value, which leaves out',
      { kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { kept: 1, list: [2] },
    ],
    ['an object with one key that is no function', { Value: 'x' }, { Value: 'x' }],
  ])('resolve %s', (_, expression, expected) => {
    expect(resolver.resolve(expression)).toEqual(expected);
  });

  it.each([
    ['an import from another stack', { 'Fn::ImportValue': 'other' }, 'Fn::ImportValue'],
    ['an unknown resource', { Ref: 'Missing' }, 'Ref Missing'],
    ['a parameter without default', { Ref: 'NoDefault' }, 'Ref NoDefault'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Colour of Queue'],
    ['what the stack does not use', { 'Fn::If': ['Condition', 'yes', 'no'] }, 'Fn::If'],
  ])('refuse %s', (_, expression, named) => {
    expect(() => resolver.resolve(expression)).toThrow(named);
  });
});
