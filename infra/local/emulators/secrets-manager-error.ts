/** The error codes of Secrets Manager that the emulator answers. */
export type SecretsManagerErrorCode =
  | 'ResourceNotFoundException'
  | 'ResourceExistsException'
  | 'InvalidRequestException'
  | 'InvalidParameterException';

/** Secrets Manager refuses an operation. */
export class SecretsManagerError extends Error {
  override readonly name = 'SecretsManagerError';
  readonly code: SecretsManagerErrorCode;

  constructor(code: SecretsManagerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
