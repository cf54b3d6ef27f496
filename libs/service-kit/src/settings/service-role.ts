import { SettingError } from './settings.ts';

/** The role that a service logs in as, and its password. */
export interface ServiceRole {
  readonly serviceRole: string;
  readonly servicePassword: string;
}

/**
 * The role that `DATABASE_URL` names, for the owner to make.
 * @throws SettingError where it is the owner itself
 */
export function serviceRoleIn(databaseUrl: string, adminUrl: string): ServiceRole {
  const [service, admin] = [new URL(databaseUrl), new URL(adminUrl)];
  if (service.username === admin.username)
    throw new SettingError(
      'DATABASE_URL: must name a role of its own, not the owner that DATABASE_ADMIN_URL names',
    );
  return {
    serviceRole: decodeURIComponent(service.username),
    servicePassword: decodeURIComponent(service.password),
  };
}
