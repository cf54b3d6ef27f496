import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type EditRestaurant,
  editRestaurantSchema,
  type Restaurant,
  restaurantSchema,
  type Staff,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { Asking } from '../account/asking.decorator.ts';
import { For } from '../account/for.decorator.ts';
import { Audited } from '../audit/audited.decorator.ts';
import { EditRestaurantHandler } from './edit-restaurant.handler.ts';

@ApiTags('Administration')
@Controller('api/v1/restaurant')
@For('admin', 'manager')
export class EditRestaurantController {
  constructor(private readonly handler: EditRestaurantHandler) {}

  @Get()
  @Answers(restaurantSchema, 'The restaurant', ['unauthenticated', 'forbidden', 'unavailable'])
  read(@Asking() caller: Staff): Promise<Restaurant> {
    return this.handler.edit({}, caller);
  }

  @Patch()
  @Audited('restaurant.changed')
  @Answers(restaurantSchema, 'Change what is known of the restaurant', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  edit(
    @Body({ schema: editRestaurantSchema }) body: EditRestaurant,
    @Asking() caller: Staff,
  ): Promise<Restaurant> {
    return this.handler.edit(body, caller);
  }
}
