import type { Account } from '../../shared/wire/account.ts';
import type { StaffEnvironment } from '../staff/environment.ts';

/** What each section of the account page is given. */
export interface AccountSection {
  account: Account;
  environment: StaffEnvironment;
  /** Something was changed: the account is read again. */
  onChanged: () => Promise<void>;
}
