/** CloudFormation's refusal: the code on the wire, and AWS's sentence. */
export class CloudFormationFault extends Error {
  readonly code: string;
  readonly status: number;
  constructor(message: string, code = 'ValidationError', status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
