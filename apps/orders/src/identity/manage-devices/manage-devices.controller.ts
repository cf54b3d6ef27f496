import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DevicePage,
  devicePageSchema,
  type DevicesQuery,
  devicesQuerySchema,
  type DeviceWithSecret,
  deviceWithSecretSchema,
  idSchema,
  type NewDevice,
  newDeviceSchema,
  type PosDevice,
  posDeviceSchema,
  type Staff,
} from '#libs/contracts';
import { Answers } from '#libs/service-kit';
import { CurrentCaller } from '../guards/current-caller.decorator.ts';
import { For } from '../guards/for.decorator.ts';
import { Audited } from '../../platform/index.ts';
import { ManageDevicesHandler } from './manage-devices.handler.ts';

@ApiTags('Administration')
@Controller('api/v1/devices')
@For('admin', 'manager')
export class ManageDevicesController {
  constructor(private readonly handler: ManageDevicesHandler) {}

  @Get()
  @Answers(devicePageSchema, "The restaurant's POS devices, newest first, revoked ones too", [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'unavailable',
  ])
  list(
    @Query({ schema: devicesQuerySchema }) query: DevicesQuery,
    @CurrentCaller() caller: Staff,
  ): Promise<DevicePage> {
    return this.handler.list(query, caller);
  }

  @Post()
  @Audited('device.made')
  @Answers(
    deviceWithSecretSchema,
    'Register a POS device; the answer shows its secret',
    ['invalid_request', 'unauthenticated', 'forbidden', 'unavailable'],
    201,
  )
  register(
    @Body({ schema: newDeviceSchema }) body: NewDevice,
    @CurrentCaller() caller: Staff,
  ): Promise<DeviceWithSecret> {
    return this.handler.register(body, caller);
  }

  @Post(':id/rotate')
  @Audited('device.rotated')
  @HttpCode(200)
  @Answers(deviceWithSecretSchema, 'Another secret; the old one and its tokens end', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'unavailable',
  ])
  rotate(
    @Param('id', { schema: idSchema }) deviceId: string,
    @CurrentCaller() caller: Staff,
  ): Promise<DeviceWithSecret> {
    return this.handler.rotate(deviceId, caller);
  }

  @Delete(':id')
  @Audited('device.revoked')
  @Answers(posDeviceSchema, 'Shut a device out for good', [
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'not_found',
    'unavailable',
  ])
  revoke(
    @Param('id', { schema: idSchema }) deviceId: string,
    @CurrentCaller() caller: Staff,
  ): Promise<PosDevice> {
    return this.handler.revoke(deviceId, caller);
  }
}
