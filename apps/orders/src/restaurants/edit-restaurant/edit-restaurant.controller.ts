import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Device,
  type EditRestaurant,
  editRestaurantSchema,
  type Restaurant,
  restaurantSchema,
  type Staff,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller, For } from '../../identity/index.ts';
import { Audited } from '../../platform/index.ts';
import { EditRestaurantHandler } from './edit-restaurant.handler.ts';

@ApiTags('Administration')
@Controller('api/v1/restaurant')
export class EditRestaurantController {
  constructor(private readonly handler: EditRestaurantHandler) {}

  @Get()
  @For('staff', 'device')
  @Answers(restaurantSchema, 'The restaurant', ['unauthenticated', 'forbidden', 'unavailable'])
  read(@CurrentCaller() caller: Staff | Device): Promise<Restaurant> {
    return this.handler.edit({}, caller);
  }

  @Patch()
  @For('admin', 'manager')
  @Audited('restaurant.changed')
  @Answers(restaurantSchema, 'Change what is known of the restaurant', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  edit(
    @Body({ schema: editRestaurantSchema }) body: EditRestaurant,
    @CurrentCaller() caller: Staff,
  ): Promise<Restaurant> {
    return this.handler.edit(body, caller);
  }
}
