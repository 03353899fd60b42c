import type { Fields, Part, Value } from '../value.ts';
import { ref } from '../value.ts';

/** One statement that allows actions on resources. */
export function allow(actions: readonly string[], resources: Value): Fields {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

/** Refuses whoever calls without TLS. */
export function denyPlainTransport(action: string, resource: Value): Fields {
  return {
    Sid: 'DenyPlainTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': false } },
  };
}

export function document(...statements: readonly Fields[]): Fields {
  return { Version: '2012-10-17', Statement: statements };
}

/** A policy to attach to the role of a program, and its ARN as an output. */
export function managedPolicy(id: string, description: string, note: string, ...statements: readonly Fields[]): Part {
  return {
    resources: {
      [id]: {
        note,
        resource: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { Description: description, PolicyDocument: document(...statements) },
        },
      },
    },
    outputs: { [`${id}Arn`]: { Description: description, Value: ref(id) } },
  };
}

/** A role that an AWS service takes on. */
export function serviceRole(id: string, service: string, note: string, ...statements: readonly Fields[]): Part {
  return {
    resources: {
      [id]: {
        note,
        resource: {
          Type: 'AWS::IAM::Role',
          Properties: {
            AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }),
            Policies: [{ PolicyName: 'Access', PolicyDocument: document(...statements) }],
          },
        },
      },
    },
  };
}

/** The rules of cdk-nag that a resource breaks on purpose, each with its reason. */
export function suppressed(...rules: readonly { readonly id: string; readonly reason: string }[]): Fields {
  return { cdk_nag: { rules_to_suppress: rules.map(({ id, reason }) => ({ id, reason })) } };
}
