import { writeFile } from 'node:fs/promises';
import { callAws } from './aws-call.ts';

/** Writes what the functions logged into a file: with the emulator it would be gone. */
export async function saveFunctionLogs(file: string): Promise<void> {
  const lines: string[] = [];
  const { logGroups } = await callLogs('DescribeLogGroups', {});
  for (const { logGroupName } of logGroups) {
    const { events } = await callLogs('FilterLogEvents', { logGroupName });
    lines.push(`== ${logGroupName}`, ...events.map(({ message }: { message: string }) => message.trimEnd()));
  }
  await writeFile(file, `${lines.join('\n')}\n`);
}

async function callLogs(operation: string, request: unknown): Promise<any> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `Logs_20140328.${operation}`,
  };
  return JSON.parse(await callAws('logs', headers, JSON.stringify(request)));
}
