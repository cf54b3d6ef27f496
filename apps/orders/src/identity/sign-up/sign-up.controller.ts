import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AskForMail,
  askForMailSchema,
  type Confirmed,
  confirmedSchema,
  type ConfirmSignUp,
  confirmSignUpSchema,
  type Done,
  doneSchema,
  type SignedUp,
  signedUpSchema,
  type SignUp,
  signUpSchema,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { Audited, RateLimited } from '../../platform/index.ts';
import { ConfirmSignUpHandler } from './confirm-sign-up.handler.ts';
import { SignUpHandler } from './sign-up.handler.ts';

@ApiTags('Customers')
@Controller('api/v1/customers')
export class SignUpController {
  constructor(
    private readonly signingUp: SignUpHandler,
    private readonly confirming: ConfirmSignUpHandler,
  ) {}

  @Post()
  @RateLimited('passwords')
  @Audited('customer.signed_up')
  @Answers(
    signedUpSchema,
    'Sign up; a link in a mail confirms the address before the first log-in',
    ['invalid_request', 'unavailable'],
    201,
  )
  signUp(@Body({ schema: signUpSchema }) body: SignUp): Promise<SignedUp> {
    return this.signingUp.signUp(body);
  }

  @Post('resend')
  @HttpCode(200)
  @RateLimited('tokens')
  @Answers(doneSchema, 'Send the mail with the link once more; the answer is the same for every address', [
    'invalid_request',
    'unavailable',
  ])
  resend(@Body({ schema: askForMailSchema }) body: AskForMail): Promise<Done> {
    return this.signingUp.resend(body);
  }

  @Post('confirm')
  @HttpCode(200)
  @RateLimited('passwords')
  @Audited('customer.confirmed')
  @Answers(confirmedSchema, 'Confirm the address with the token of the link, which works once', [
    'invalid_request',
    'password_required',
    'link_not_valid',
    'username_taken',
    'already_confirmed',
    'too_many_requests',
    'unavailable',
  ])
  confirm(
    @Body({ schema: confirmSignUpSchema }) body: ConfirmSignUp,
    @Ip() address: string,
  ): Promise<Confirmed> {
    return this.confirming.handle(body, address);
  }
}
