import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** AWS's published specification of CloudFormation's resources. */
export const database = loadAwsServiceSpecSync();

const specificationOf = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
export type ResourceProperties = NonNullable<ReturnType<typeof specificationOf>>['properties'];
export type PropertyType = ResourceProperties[string]['type'];
