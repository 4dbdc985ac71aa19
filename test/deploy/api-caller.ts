import { callAws } from './aws-call.ts';

/** Who signs a request. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Creates an IAM user with an access key and no permissions. */
export async function createCaller(name: string): Promise<Signer> {
  await callIam({ Action: 'CreateUser', UserName: name });
  const answer = await callIam({ Action: 'CreateAccessKey', UserName: name });
  const read = (element: string): string => new RegExp(`<${element}>(.+?)</`).exec(answer)![1]!;
  return { accessKeyId: read('AccessKeyId'), secretAccessKey: read('SecretAccessKey') };
}

/** Gives a user the one permission that callers of the management API need. */
export async function mayInvoke(name: string, apiUrl: string): Promise<void> {
  const [apiId = ''] = new URL(apiUrl).host.split('.');
  const Statement = {
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: `arn:aws:execute-api:*:*:${apiId}/*`,
  };
  await callIam({
    Action: 'PutUserPolicy',
    UserName: name,
    PolicyName: 'invoke',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

function callIam(parameters: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString();
  return callAws('iam', { 'content-type': 'application/x-www-form-urlencoded' }, body);
}
