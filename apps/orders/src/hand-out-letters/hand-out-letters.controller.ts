import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  type Done,
  type Errands,
  type ErrandsTaken,
  errandsTakenSchema,
  idSchema,
  internalPaths,
  type LetterFacts,
} from '#libs/contracts';
import { ServicesGuard } from '../account/services-guard.ts';
import { HandOutLettersHandler } from './hand-out-letters.handler.ts';

@ApiExcludeController()
@Controller()
@UseGuards(ServicesGuard)
export class HandOutLettersController {
  constructor(private readonly handler: HandOutLettersHandler) {}

  @Get(internalPaths.errands)
  waiting(): Promise<Errands> {
    return this.handler.waiting();
  }

  @Post(`${internalPaths.errands}/taken`)
  @HttpCode(200)
  taken(@Body({ schema: errandsTakenSchema }) taken: ErrandsTaken): Promise<Done> {
    return this.handler.taken(taken);
  }

  @Post(`${internalPaths.letters}/:id`)
  @HttpCode(200)
  async letter(@Param('id', { schema: idSchema }) letterId: string): Promise<{ letter: LetterFacts | null }> {
    return { letter: await this.handler.letter(letterId) };
  }
}
